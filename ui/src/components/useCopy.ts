/** Copies a text and says so. */

import { useTranslation } from "react-i18next";
import { platform } from "@/platform/platform";
import { useNotify } from "@/session/notify";

export function useCopy(): (text: string, said?: string) => void {
  const { t } = useTranslation();
  const notify = useNotify();
  return (text, said) =>
    void platform()
      .copyText(text)
      .then(() => notify({ title: said ?? t("common.copied") }));
}
