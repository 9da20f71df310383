/** How long a run took, in seconds or minutes. */

import { useTranslation } from "react-i18next";
import type { RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";

export function useDuration(): (run: RunView) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return ({ started_at, finished_at }) => {
    const seconds = Math.max(0, Date.parse(finished_at) - Date.parse(started_at)) / 1000;
    if (seconds < 10) return t("history.seconds", { seconds: number(Math.round(seconds * 10) / 10) });
    if (seconds < 120) return t("history.seconds", { seconds: number(Math.round(seconds)) });
    return t("history.minutes", { minutes: number(Math.round(seconds / 60)) });
  };
}
