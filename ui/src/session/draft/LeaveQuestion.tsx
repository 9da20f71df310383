/** Leaving with unsaved edits: they would be kept until the app closes, but no sync would use them. */

import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { type StepAway, useHold } from "../leaving";
import type { DraftEditing } from "./useDraft";
import type { Saving } from "./useSave";

export function LeaveQuestion({ editing, saving }: { editing: DraftEditing; saving: Saving }) {
  const { t } = useTranslation();
  const { dirty } = editing;
  const { waiting, stay } = useHold(dirty);
  const saveFirst = useStepAfterSaving(dirty, saving);
  if (!waiting) return null;
  const answer = (act: () => void) => () => {
    stay();
    act();
  };
  return (
    <ConfirmDialog
      title={t("draft.leave_title")}
      confirm={t("draft.save_and_leave")}
      other={{ label: t("draft.leave"), act: answer(waiting) }}
      onConfirm={answer(() => saveFirst(waiting))}
      onClose={stay}
    >
      <span>{t("draft.leave_text")}</span>
    </ConfirmDialog>
  );
}

/** Goes once everything is saved. A refused save, or one that is not confirmed, stays. */
function useStepAfterSaving(dirty: boolean, saving: Saving): (step: StepAway) => void {
  const [next, setNext] = useState<{ step: StepAway; begun: boolean }>();
  const settled = !saving.busy && !saving.asks;
  useEffect(() => {
    if (!next) return;
    if (!dirty) {
      setNext(undefined);
      next.step();
    } else if (!settled && !next.begun) setNext({ ...next, begun: true });
    else if (settled && next.begun) setNext(undefined);
  }, [next, dirty, settled]);
  return (step) => {
    setNext({ step, begun: false });
    saving.save();
  };
}
