/** How often the read of a failed run asked again before it gave up; empty where it did not. */

import { useTranslation } from "react-i18next";
import type { RunView } from "@/contract/types";

export function useRetried(): (run: RunView) => string {
  const { t } = useTranslation();
  return ({ error }) => {
    const count = Number(error?.params.retries ?? 0);
    return count > 0 ? t("history.retried", { count }) : "";
  };
}
