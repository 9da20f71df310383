/** Going back to how a run left the list: what becomes of whom, before anything happens. */

import { Spinner } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { call, read } from "@/contract/call";
import type { RunView, UndoPreview } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useNotify } from "@/session/notify";
import { ComesBack, Outlook, usePausing } from "./Outlook";

export interface RestoreDialogProps {
  run: RunView;
  onClose(): void;
  onDone(): void;
}

export function RestoreDialog({ run, onClose, onDone }: RestoreDialogProps) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const notify = useNotify();
  const preview = useQuery({ ...read("restore_preview", { run: run.run }), staleTime: 0, gcTime: 0 });
  const pausing = usePausing(run, preview.data?.comes_again);
  const when = dateTime(run.started_at);
  const restore = useMutation({
    mutationFn: async () => {
      const restored = await call("restore_to", { run: run.run });
      await pausing.pause();
      return restored;
    },
    onSuccess: ({ kept }) => {
      const body = kept.length > 0 ? t("restore.kept", { count: kept.length }) : undefined;
      notify({ title: t("restore.done", { when }), ...(body && { body }) });
      onDone();
    },
  });
  const failure = restore.error ?? preview.error;
  return (
    <ConfirmDialog
      title={t("restore.title", { when })}
      confirm={t("restore.confirm")}
      blocked={!preview.data?.runs}
      busy={restore.isPending}
      onConfirm={() => restore.mutate()}
      onClose={onClose}
    >
      {failure && <FailureMessage failure={failure} />}
      {preview.data ? (
        <Later name={run.connection} preview={preview.data} />
      ) : (
        !failure && <Spinner size="tiny" />
      )}
      <ComesBack {...pausing} />
    </ConfirmDialog>
  );
}

function Later({ name, preview }: { name: string; preview: UndoPreview }) {
  const { t } = useTranslation();
  if (preview.runs === 0) return <span>{t("restore.none")}</span>;
  return (
    <>
      <span>{t("restore.runs", { count: preview.runs, name })}</span>
      <Outlook preview={preview} />
      <span>{t("restore.all_or_nothing")}</span>
    </>
  );
}
