/** Says that a run left the file that is kept up to date as it was. Silent when all is well. */

import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { RunView } from "@/contract/types";
import { useWords } from "@/i18n/words";

export function RefreshWarning({ run: { refresh_failure } }: { run: RunView }) {
  const { t } = useTranslation();
  const words = useWords();
  if (!refresh_failure) return null;
  const { what, next } = words.failure(refresh_failure);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t("refresh.failed")}</MessageBarTitle> {what} {next} {t("refresh.failed_text")}
      </MessageBarBody>
    </MessageBar>
  );
}
