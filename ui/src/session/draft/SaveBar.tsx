/** The foot of every screen that edits the configuration: what is unsaved, Save, Discard. */

import { Badge, Button, Spinner } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { SaveIcon } from "@/components/icons";
import { PeopleList } from "@/components/PeopleList";
import { useNotify } from "../notify";
import { LeaveQuestion } from "./LeaveQuestion";
import styles from "./SaveBar.module.css";
import { SaveProblems, type SaveProblemsProps } from "./SaveProblems";
import type { DraftEditing } from "./useDraft";
import type { Saving } from "./useSave";

export interface SaveBarProps {
  editing: DraftEditing;
  saving: Saving;
  onShow?: SaveProblemsProps["onShow"];
  /** What saving would change, in short. */
  children?: ReactNode;
}

export function SaveBar(props: SaveBarProps) {
  const { editing, saving } = props;
  return (
    <>
      {editing.dirty && <Unsaved {...props} />}
      {saving.asks && <Removals saving={saving} />}
      <LeaveQuestion editing={editing} saving={saving} />
    </>
  );
}

function Unsaved({ editing, saving, onShow, children }: SaveBarProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const discard = () => {
    editing.discard();
    notify({ title: t("draft.discarded"), intent: "info" });
  };
  return (
    <section className={styles.bar} aria-label={t("draft.bar")}>
      {saving.failure && <FailureMessage failure={saving.failure} actions={{ retry: saving.save }} />}
      <SaveProblems editing={editing} saving={saving} onShow={onShow} />
      <div className={styles.line}>
        <Badge appearance="tint" color="warning" size="large">
          {t("draft.dirty")}
        </Badge>
        <span className={styles.effect}>{children}</span>
        <Button onClick={discard}>{t("draft.discard")}</Button>
        <Button
          appearance="primary"
          icon={saving.busy ? <Spinner size="tiny" /> : <SaveIcon />}
          disabled={saving.busy}
          onClick={saving.save}
        >
          {t("draft.save")}
        </Button>
      </div>
    </section>
  );
}

function Removals({ saving }: { saving: Saving }) {
  const { t } = useTranslation();
  const { count = 0, first = [] } = saving.asks ?? {};
  return (
    <ConfirmDialog
      title={t("draft.removes", { count })}
      confirm={t("draft.save")}
      danger
      busy={saving.busy}
      onConfirm={saving.confirm}
      onClose={saving.back}
    >
      <p className={styles.text}>{t("draft.removes_text")}</p>
      <PeopleList people={first} total={count} />
    </ConfirmDialog>
  );
}
