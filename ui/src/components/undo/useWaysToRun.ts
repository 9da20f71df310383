/** From a message about a run: to what it did, and to taking it back. */

import { useTranslation } from "react-i18next";
import type { RunView } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import type { MessageAction } from "@/session/notify";
import { undoable } from "./undoable";

/** `shown`: what it did stands on the screen already. */
export function useWaysToRun(): (run: RunView, shown: boolean) => MessageAction[] {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (run, shown) => {
    const show = { label: t("history.show"), act: () => go("history", { run: run.run }) };
    const undo = { label: t("undo.short"), act: () => go("history", { run: run.run, undo: true }) };
    return [...(shown ? [] : [show]), ...(undoable(run) ? [undo] : [])];
  };
}
