/** One run in full: what it did to whom, why it stopped, and the way on from there. */

import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changesIn, useDone } from "@/components/CountsLine";
import { ExportChanges } from "@/components/changes/ExportChanges";
import { RunChanges, useRunRows } from "@/components/changes/RunChanges";
import { FailureMessage } from "@/components/FailureMessage";
import { BackIcon, HistoryIcon, UndoIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { RefreshWarning } from "@/components/RefreshWarning";
import { RestoreDialog } from "@/components/undo/RestoreDialog";
import { undoable } from "@/components/undo/undoable";
import { useShortcut } from "@/components/useShortcut";
import { errorTable } from "@/contract/errors";
import type { ErrorCode, RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useConnections } from "@/session/connection";
import { useNavigation } from "@/session/navigation";
import { usePreviewRun } from "@/session/previewRun";
import styles from "./HistoryScreen.module.css";
import { Reading } from "./RunLine";
import { RunMarks } from "./RunMarks";
import { RunNotes } from "./RunNotes";
import { useDuration } from "./useDuration";
import { useRetried } from "./useRetried";

export interface RunPageProps {
  run: RunView;
  /** Whether a later run of the same connection changed the list. */
  surpassed: boolean;
  /** Whether it is being asked if this run is to be undone. */
  asking: boolean;
  onBack(): void;
  onUndo(): void;
}

export function RunPage({ run, surpassed, asking, onBack, onUndo }: RunPageProps) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const done = useDone();
  const [restoring, setRestoring] = useState(false);
  const { again, signIn } = useWaysOn(run);
  const load = useRunRows(run.run, "all");
  useShortcut("Escape", onBack, !asking && !restoring);
  useShortcut("mod+z", onUndo, undoable(run) && !asking && !restoring);
  return (
    <Page
      title={`${run.connection}, ${dateTime(run.started_at)}`}
      hint={
        <span className={styles.head}>
          <RunMarks run={run} />
          {!run.error && <span>{done(run.counts)}</span>}
        </span>
      }
      actions={
        <>
          <Button icon={<BackIcon />} onClick={onBack} autoFocus>
            {t("common.back")}
          </Button>
          {run.result === "applied" && !run.summary_only && changesIn(run.counts) > 0 && (
            <ExportChanges
              label={t("history.export")}
              connection={run.connection}
              count={changesIn(run.counts)}
              load={load}
            />
          )}
          {undoable(run) && (
            <Button icon={<UndoIcon />} onClick={onUndo}>
              {t("undo.action")}
            </Button>
          )}
          {surpassed && (
            <Button icon={<HistoryIcon />} onClick={() => setRestoring(true)}>
              {t("restore.action")}
            </Button>
          )}
        </>
      }
      fill
    >
      {run.error && (
        <FailureMessage
          failure={run.error}
          actions={{ retry: again, preview_again: again, show_removals: again, sign_in_again: signIn }}
        />
      )}
      {run.result === "failed" && <FailedAfter run={run} again={again} />}
      <RefreshWarning run={run} />
      <Reading run={run} />
      <RunNotes run={run} />
      {run.summary_only && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t("history.summary_only")}</MessageBarBody>
        </MessageBar>
      )}
      {stopped(run) ? changesIn(run.counts) > 0 && <NotDone run={run} /> : <RunChanges run={run} />}
      {restoring && <RestoreDialog run={run} onClose={() => setRestoring(false)} onDone={onBack} />}
    </Page>
  );
}

const stopped = ({ result }: RunView) => result === "held" || result === "failed";

/** Its own action, where the failure offers none: looking again never hurts. */
function FailedAfter({ run, again }: { run: RunView; again: (() => void) | undefined }) {
  const { t } = useTranslation();
  const offered = run.error && offersWay(run.error.code);
  const [duration, retried] = [useDuration()(run), useRetried()(run)];
  return (
    <div className={styles.after}>
      <p>{t(retried ? "history.failed_retried" : "history.failed_after", { duration, retried })}</p>
      {again && !offered && <Button onClick={again}>{t("action.retry")}</Button>}
    </div>
  );
}

/** Whether the message about it has a button of its own here. */
function offersWay(code: ErrorCode): boolean {
  return ["retry", "preview_again", "show_removals", "sign_in_again"].includes(errorTable[code].action);
}

/** What a held run would have done is shown by a new preview, as the world went on since. */
function NotDone({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const { again } = useWaysOn(run);
  return (
    <div>
      <p>{t("history.not_done")}</p>
      {again && (
        <Button appearance="primary" onClick={again}>
          {t("history.review")}
        </Button>
      )}
    </div>
  );
}

/** None once the connection is gone. */
function useWaysOn(run: RunView): { again?: () => void; signIn?: () => void } {
  const { go } = useNavigation();
  const { connections, select } = useConnections();
  const preview = usePreviewRun();
  const id = run.connection_id;
  if (id === null || !connections.some((connection) => connection.id === id)) return {};
  return {
    again() {
      select(id);
      preview.start(id);
      go("preview");
    },
    signIn: () => go("connections", { sign_in: id }),
  };
}
