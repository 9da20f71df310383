/** Another department for people of one's own. Whoever comes from Microsoft 365 is placed by the rules. */

import { Button, Field, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DepartmentPicker } from "@/components/destination/DepartmentPicker";
import { FailureMessage } from "@/components/FailureMessage";
import type { EmployeeRow } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import { useEdit } from "./useEdit";

export function SetDepartment({ people, onClose }: { people: EmployeeRow[]; onClose(): void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const edit = useEdit();
  const [department, setDepartment] = useState("");
  const own = people.filter(({ owner }) => owner === "local");
  const others = people.length - own.length;
  const before = new Set(own.map((person) => person.department));
  // Back to one department in one step; people of several would need several.
  const undo =
    before.size === 1 ? { set: [["department", [...before][0] ?? ""] as [string, string]] } : undefined;
  const save = () =>
    void edit
      .done({
        people: own.map(({ id }) => id),
        edit: { set: [["department", department.trim()]] },
        said: t("employees.department_done", { count: own.length, department: department.trim() }),
        undo,
      })
      .then(onClose, () => {});
  return (
    <ConfirmDialog
      title={t("employees.set_department")}
      confirm={t("employees.department_confirm", { count: own.length })}
      blocked={own.length === 0 || department.trim() === ""}
      busy={edit.busy}
      onConfirm={save}
      onClose={onClose}
    >
      {edit.failure && <FailureMessage failure={edit.failure} />}
      {others > 0 && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t("employees.department_by_rules", { count: others })}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => go("departments")}>{t("screen.departments")}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {own.length > 0 && (
        <Field label={t("field.department")} hint={t("employees.department_hint")}>
          <DepartmentPicker value={department} onChange={setDepartment} />
        </Field>
      )}
    </ConfirmDialog>
  );
}
