/** Taking a run back: who is put back and who stays, before anything happens. */

import { Checkbox, MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, read } from "@/contract/call";
import type { RunView, Undone, UndoPreview } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useNotify } from "@/session/notify";
import { ConfirmDialog } from "./ConfirmDialog";
import { FailureMessage } from "./FailureMessage";

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
  const [pausing, setPausing] = useState(true);
  const undo = useMutation({
    mutationFn: async () => {
      const undone = await call("undo_run", { run: run.run });
      if (pausing && automatic) await call("switch_schedule", { connection: automatic, enabled: false });
      return undone;
    },
    onSuccess: (undone) => {
      notify({ title: t("undo.done", { when: dateTime(run.started_at) }) });
      onDone(undone);
    },
  });
  const automatic = useAutomatic(run);
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
      <MessageBar layout="multiline">
        <MessageBarBody>{t("undo.comes_back")}</MessageBarBody>
      </MessageBar>
      {automatic !== undefined && (
        <Checkbox
          label={t("undo.pause")}
          checked={pausing}
          onChange={(_, { checked }) => setPausing(checked === true)}
        />
      )}
    </ConfirmDialog>
  );
}

/** The run's connection, when it syncs by itself: tonight it would undo the undoing. */
function useAutomatic({ connection_id }: RunView): number | undefined {
  const { data } = useQuery(read("schedule", {}));
  const found = data?.connections.find(({ connection }) => connection === connection_id);
  return found?.next_run ? found.connection : undefined;
}

function Outlook({ preview: { counts, kept } }: { preview: UndoPreview }) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language);
  const said = (["remove", "update", "restore"] as const).filter((kind) => counts[kind] > 0);
  const names = kept.map((person) => person.display_name ?? person.email);
  const more = counts.unchanged - names.length;
  if (more > 0) names.push(t("undo.more", { count: more }));
  return (
    <>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {said.map((kind) => (
          <li key={kind}>{t(`undo.${kind}`, { count: counts[kind] })}</li>
        ))}
        {said.length === 0 && <li>{t("undo.nobody")}</li>}
      </ul>
      {counts.unchanged > 0 && (
        <span>{t("undo.kept", { count: counts.unchanged, names: list.format(names) })}</span>
      )}
    </>
  );
}
