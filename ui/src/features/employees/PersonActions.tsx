/** What can be done with one person: pause, archive, bring back, forget. */

import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { CopyButton } from "@/components/CopyButton";
import { FailureMessage } from "@/components/FailureMessage";
import type { EmployeeRow } from "@/contract/types";
import { nameOf } from "./EmployeePanel";
import styles from "./EmployeesScreen.module.css";
import { useDrafts } from "./useDrafts";
import { only, useEdit } from "./useEdit";

export interface PersonActionsProps {
  person: EmployeeRow;
  onDepartment(department: string): void;
  /** The person is no longer where they were. */
  onGone(): void;
}

export function PersonActions({ person, onDepartment, onGone }: PersonActionsProps) {
  const { t } = useTranslation();
  const edit = useEdit();
  const [erasing, setErasing] = useState(false);
  const drafts = useDrafts(person.id);
  const name = nameOf(person);
  const people = only(person);
  const { status } = person;
  const pause = () =>
    status === "paused"
      ? edit.run({ people, edit: { pause: "resume" }, said: t("employees.resumed", { name }) })
      : edit.run({ people, edit: { pause: "pause" }, said: t("employees.paused", { name }) });
  const archive = () =>
    edit.run({
      people,
      edit: { place: "archive" },
      said: t("employees.archived_done", { count: 1, name }),
    });
  const restore = () =>
    edit.run({ people, edit: { place: "restore" }, said: t("employees.restored", { name }) });
  const erase = () => {
    const putBack = drafts.dropAll();
    void edit
      .done({ people, edit: { place: "erase" }, said: t("employees.erased", { name }) })
      .then(onGone, putBack);
  };
  return (
    <>
      {edit.failure && <FailureMessage failure={edit.failure} />}
      <div className={styles.badges}>
        <CopyButton size="small" text={person.email} label={t("common.copy_email")} />
        {status !== "archived" && (
          <>
            <Button size="small" onClick={() => onDepartment(person.department)}>
              {t("employees.show_department")}
            </Button>
            {person.owner !== "local" && (
              <Button size="small" disabled={edit.busy} onClick={pause}>
                {t(status === "paused" ? "employees.resume" : "employees.pause")}
              </Button>
            )}
            <Button size="small" disabled={edit.busy} onClick={archive}>
              {t("employees.archive")}
            </Button>
          </>
        )}
        {status === "archived" && (
          <>
            <Button size="small" appearance="primary" disabled={edit.busy} onClick={restore}>
              {t("employees.restore")}
            </Button>
            <Button size="small" onClick={() => setErasing(true)}>
              {t("employees.erase")}
            </Button>
          </>
        )}
      </div>
      {erasing && (
        <ConfirmDialog
          title={t("employees.erase_title", { name })}
          confirm={t("employees.erase_confirm")}
          danger
          busy={edit.busy}
          onClose={() => setErasing(false)}
          onConfirm={erase}
        >
          <span>{t("employees.erase_text")}</span>
        </ConfirmDialog>
      )}
    </>
  );
}
