/** Taking a run back: who is put back and who stays, before anything happens. */

import { Spinner } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { call, read } from "@/contract/call";
import type { RunView, Undone } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useNotify } from "@/session/notify";
import { ComesBack, Outlook, usePausing } from "./Outlook";

export interface UndoDialogProps {
  run: RunView;
  onClose(): void;
  onDone(undone: Undone): void;
}

export function UndoDialog({ run, onClose, onDone }: UndoDialogProps) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const notify = useNotify();
  const preview = useQuery({ ...read("undo_preview", { run: run.run }), staleTime: 0, gcTime: 0 });
  const pausing = usePausing(run, preview.data?.comes_again);
  const undo = useMutation({
    mutationFn: async () => {
      const undone = await call("undo_run", { run: run.run });
      await pausing.pause();
      return undone;
    },
    onSuccess: (undone) => {
      notify({ title: t("undo.done", { when: dateTime(run.started_at) }) });
      onDone(undone);
    },
  });
  const failure = undo.error ?? preview.error;
  return (
    <ConfirmDialog
      title={t("undo.title", { when: dateTime(run.started_at) })}
      confirm={t("undo.confirm")}
      blocked={!preview.data}
      busy={undo.isPending}
      onConfirm={() => undo.mutate()}
      onClose={onClose}
    >
      {failure && <FailureMessage failure={failure} />}
      {preview.data ? <Outlook preview={preview.data} /> : !failure && <Spinner size="tiny" />}
      <ComesBack {...pausing} />
    </ConfirmDialog>
  );
}
