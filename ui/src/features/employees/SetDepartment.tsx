/** Another department for some people. Whoever comes from Microsoft 365 keeps it, until it is reset to the rules. */

import { Field, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DepartmentPicker } from "@/components/destination/DepartmentPicker";
import { FailureMessage } from "@/components/FailureMessage";
import { useEdit } from "./useEdit";
import type { Ticks } from "./useTicks";

export function SetDepartment({ ticks, onClose }: { ticks: Ticks; onClose(): void }) {
  const { t } = useTranslation();
  const edit = useEdit();
  const [department, setDepartment] = useState("");
  const { people, count } = ticks;
  const save = () =>
    void edit
      .done({
        people,
        edit: { set: [["department", department.trim()]] },
        said: (changed) => t("employees.department_done", { count: changed, department: department.trim() }),
      })
      .then(onClose, () => {});
  return (
    <ConfirmDialog
      title={t("employees.department_title")}
      confirm={t("employees.department_confirm", { count })}
      blocked={department.trim() === ""}
      busy={edit.busy}
      onConfirm={save}
      onClose={onClose}
    >
      {edit.failure && <FailureMessage failure={edit.failure} />}
      <ByHand ticks={ticks} />
      <Field label={t("field.department")} hint={t("employees.department_hint")}>
        <DepartmentPicker value={department} onChange={setDepartment} />
      </Field>
    </ConfirmDialog>
  );
}

/** What it means for those whom a connection manages; how many they are is known of those ticked one by one. */
function ByHand({ ticks: { all, rows } }: { ticks: Ticks }) {
  const { t } = useTranslation();
  const count = rows.filter(({ owner }) => owner !== "local").length;
  if (!all && count === 0) return null;
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>
        {all ? t("employees.department_by_hand_all") : t("employees.department_by_hand", { count })}
      </MessageBarBody>
    </MessageBar>
  );
}
