/** Never or always import, or keep although gone: what it means, and a note for later. */

import { Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import type { PlanRow } from "@/contract/types";
import type { Decide, Decision } from "./useDecide";

export interface DecideDialogProps {
  decision: Decision;
  rows: PlanRow[];
  decide: Decide;
  onClose(): void;
}

export function DecideDialog({ decision, rows, decide, onClose }: DecideDialogProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState("");
  const count = rows.length;
  const confirm = () => void decide.run({ decision, rows, note }).then(onClose, () => {});
  const takesNote = decision === "never" || decision === "always";
  return (
    <ConfirmDialog
      title={t(`decide.title_${decision}`, { count, name: rows[0]?.name ?? "" })}
      confirm={t(`decide.confirm_${decision}`)}
      busy={decide.busy}
      onConfirm={confirm}
      onClose={onClose}
    >
      {decide.failure && <FailureMessage failure={decide.failure} />}
      <span>{t(`decide.text_${decision}`)}</span>
      {takesNote && (
        <Field label={t("decide.note")} hint={t("decide.note_hint")}>
          <Input autoFocus value={note} maxLength={300} onChange={(_, data) => setNote(data.value)} />
        </Field>
      )}
    </ConfirmDialog>
  );
}
