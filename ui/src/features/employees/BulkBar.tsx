/** What can be done with the ticked people. */

import { Button, Text } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { useShortcut } from "@/components/useShortcut";
import type { EmployeeRow, PersonEdit } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import styles from "./EmployeesScreen.module.css";
import { SetDepartment } from "./SetDepartment";
import { useCopies } from "./useCopies";
import { useEdit } from "./useEdit";

export interface BulkBarProps {
  ticked: EmployeeRow[];
  /** The columns on the screen, for copying. */
  columns: readonly string[];
}

export function BulkBar({ ticked, columns }: BulkBarProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const edit = useEdit();
  const copies = useCopies(columns);
  const copy = { table: () => copies.table(ticked), emails: () => copies.emails(ticked) };
  const count = ticked.length;
  const [placing, place] = useState(false);
  useShortcut("mod+c", copy.table, count > 0);
  useShortcut("mod+shift+c", copy.emails, count > 0);
  if (count === 0) return edit.failure && <FailureMessage failure={edit.failure} />;

  const people = ticked.map(({ id }) => id);
  const run = (change: Partial<PersonEdit>, said: string, undo?: Partial<PersonEdit>) =>
    edit.run({ people, edit: change, said, undo });
  const archived = ticked.every(({ status }) => status === "archived");
  const paused = ticked.every(({ status }) => status === "paused");
  const act = (label: string, onClick: () => void) => (
    <Button size="small" disabled={edit.busy} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <>
      {edit.failure && <FailureMessage failure={edit.failure} />}
      <div className={styles.bulk} role="toolbar" aria-label={t("employees.selection")}>
        <Text role="status">{t("employees.ticked", { count })}</Text>
        {archived
          ? act(t("employees.restore"), () =>
              run({ place: "restore" }, t("employees.restored_many", { count })),
            )
          : act(t(paused ? "employees.resume" : "employees.pause"), () =>
              paused
                ? run({ pause: "resume" }, t("employees.resumed_many", { count }), { pause: "pause" })
                : run({ pause: "pause" }, t("employees.paused_many", { count }), { pause: "resume" }),
            )}
        {!archived &&
          act(t("employees.archive"), () =>
            run({ place: "archive" }, t("employees.archived_many", { count }), { place: "restore" }),
          )}
        {!archived && act(t("employees.set_department"), () => place(true))}
        {act(t("action.export"), () => go("employees", "export"))}
        {act(t("employees.copy_table"), copy.table)}
        {act(t("employees.copy_emails"), copy.emails)}
      </div>
      {placing && <SetDepartment people={ticked} onClose={() => place(false)} />}
    </>
  );
}
