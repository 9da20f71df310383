/** In a sentence that a run left the file that is kept up to date as it was; nothing when all is well. */

import { useTranslation } from "react-i18next";
import type { RunView } from "@/contract/types";
import { useWords } from "@/i18n/words";

export function useRefreshTrouble(): (run: RunView) => string | undefined {
  const { t } = useTranslation();
  const words = useWords();
  return ({ refresh_failure }) =>
    refresh_failure ? `${t("refresh.failed")} ${words.failure(refresh_failure).what}` : undefined;
}
