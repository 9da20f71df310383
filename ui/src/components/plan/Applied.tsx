/** After apply: what was done, person by person, and where to go from here. */

import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { changesIn, useDone } from "@/components/CountsLine";
import { RunChanges } from "@/components/changes/RunChanges";
import { EmptyState } from "@/components/EmptyState";
import { DoneIcon, ExportIcon, UndoIcon, UpToDateIcon } from "@/components/icons";
import { onceOnly } from "@/components/onceOnly";
import { Page } from "@/components/Page";
import { RefreshWarning } from "@/components/RefreshWarning";
import { UndoDialog } from "@/components/undo/UndoDialog";
import type { RunView } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import styles from "./PlanView.module.css";

export interface AppliedProps {
  run: RunView;
  /** What an attempt to preview again ran into. */
  message: ReactNode;
  onAgain(): void;
}

export function Applied(props: AppliedProps) {
  return changesIn(props.run.counts) > 0 ? <Changes {...props} /> : <Nothing {...props} />;
}

function Changes({ run, message, onAgain }: AppliedProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const done = useDone();
  const [undoing, setUndoing] = useState(false);
  return (
    <Page
      title={t("preview.applied", { count: changesIn(run.counts) })}
      hint={
        <span className={styles.applied}>
          <DoneIcon aria-hidden />
          <span>{done(run.counts)}</span>
        </span>
      }
      actions={
        <>
          <Button onClick={onAgain}>{t("action.preview_again")}</Button>
          <Button icon={<UndoIcon />} onClick={() => setUndoing(true)}>
            {t("undo.action")}
          </Button>
          <Button icon={<ExportIcon />} onClick={() => go("employees", "export")}>
            {t("action.export")}
          </Button>
          <SeeEmployees />
        </>
      }
      fill
    >
      {message}
      <RefreshWarning run={run} />
      <RunChanges run={run} />
      {undoing && <UndoDialog run={run} onClose={() => setUndoing(false)} onDone={() => go("history")} />}
    </Page>
  );
}

function Nothing({ run, message, onAgain }: AppliedProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("screen.preview")} hint={run.connection} fill>
      {message}
      <EmptyState
        icon={<UpToDateIcon />}
        title={t("preview.up_to_date")}
        text={t("summary.no_changes")}
        actions={
          <>
            <SeeEmployees />
            <Button onClick={onAgain}>{t("action.preview_again")}</Button>
          </>
        }
      />
    </Page>
  );
}

function SeeEmployees() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <Button appearance="primary" autoFocus onKeyDown={onceOnly} onClick={() => go("employees")}>
      {t("preview.see_employees")}
    </Button>
  );
}
