/** Another department for some people. Whoever comes from Microsoft 365 keeps it, until it is reset to the rules. */

import { Field, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DepartmentPicker } from "@/components/destination/DepartmentPicker";
import { FailureMessage } from "@/components/FailureMessage";
import type { EmployeeRow, PersonEdit } from "@/contract/types";
import { keptByHand } from "./fields";
import { useEdit } from "./useEdit";

export function SetDepartment({ people, onClose }: { people: EmployeeRow[]; onClose(): void }) {
  const { t } = useTranslation();
  const edit = useEdit();
  const [department, setDepartment] = useState("");
  const managed = people.filter(({ owner }) => owner !== "local");
  const save = () =>
    void edit
      .done({
        people: people.map(({ id }) => id),
        edit: { set: [["department", department.trim()]] },
        said: t("employees.department_done", { count: people.length, department: department.trim() }),
        undo: wayBack(people),
      })
      .then(onClose, () => {});
  return (
    <ConfirmDialog
      title={t("employees.set_department")}
      confirm={t("employees.department_confirm", { count: people.length })}
      blocked={department.trim() === ""}
      busy={edit.busy}
      onConfirm={save}
      onClose={onClose}
    >
      {edit.failure && <FailureMessage failure={edit.failure} />}
      {managed.length > 0 && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t("employees.department_by_hand", { count: managed.length })}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={t("field.department")} hint={t("employees.department_hint")}>
        <DepartmentPicker value={department} onChange={setDepartment} />
      </Field>
    </ConfirmDialog>
  );
}

/** Back in one step, where all of them were alike before; people of several departments would need several. */
function wayBack(people: EmployeeRow[]): Partial<PersonEdit> | undefined {
  const [first] = people;
  const like = (other: EmployeeRow) =>
    other.department === first?.department &&
    other.departments.length <= 1 &&
    keptByHand(other, "department") === keptByHand(first, "department");
  if (!first || !people.every(like)) return undefined;
  const reset = keptByHand(first, "department") ? [] : ["department"];
  return { set: [["department", first.department]], reset };
}
