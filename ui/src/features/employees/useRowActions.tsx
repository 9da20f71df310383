/** What can be done with one row of the list, by its menu and by keys. */

import { MenuItem } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { matches } from "@/components/useShortcut";
import { type Shown } from "@/contract/fields";
import type { EmployeeRow } from "@/contract/types";
import { useCopies } from "./useCopies";
import { only, useEdit } from "./useEdit";

export interface RowActionsOptions {
  columns: readonly string[];
  onOpen(person: EmployeeRow): void;
  /** Opens the person with this field ready to be typed into. */
  onEdit(person: EmployeeRow, field: Shown | undefined): void;
  onDepartment(department: string): void;
  /** Ticks everybody of the list. */
  onAll(): void;
}

interface Action {
  name: string;
  label: string;
  act(): void;
}

export function useRowActions({ columns, onOpen, onEdit, onDepartment, onAll }: RowActionsOptions) {
  const { t } = useTranslation();
  const copies = useCopies(columns);
  const place = usePlaces();
  const actionsFor = (row: EmployeeRow): Action[] => {
    const { status } = row;
    const here = status !== "archived";
    const actions: (Action | false)[] = [
      { name: "open", label: t("employees.open"), act: () => onOpen(row) },
      here && { name: "edit", label: t("employees.edit"), act: () => onEdit(row, undefined) },
      here && row.owner !== "local" && place.pause(row),
      here && {
        name: "place",
        label: t("employees.set_department"),
        act: () => onEdit(row, "department"),
      },
      here && {
        name: "department",
        label: t("employees.show_department"),
        act: () => onDepartment(row.department),
      },
      { name: "email", label: t("common.copy_email"), act: () => copies.emails([row]) },
      { name: "copy", label: t("employees.copy_table"), act: () => copies.table([row]) },
      here ? place.archive(row) : place.restore(row),
    ];
    return actions.filter((action) => action !== false);
  };
  return {
    menu: (row: EmployeeRow) =>
      actionsFor(row).map(({ name, label, act }) => (
        <MenuItem key={name} onClick={act}>
          {label}
        </MenuItem>
      )),
    /** `ticked`: there are ticked people, whom copying is about. */
    onKey: (key: KeyboardEvent, row: EmployeeRow, column: string, ticked: boolean) => {
      const act = () => {
        if (matches(key, "mod+a")) return onAll();
        if (key.key === "F2") return onEdit(row, column as Shown);
        if (key.key === "Delete" && row.status !== "archived") return place.archive(row).act();
        if (!ticked && matches(key, "mod+c")) return copies.table([row]);
        if (!ticked && matches(key, "mod+shift+c")) return copies.emails([row]);
        return "other";
      };
      if (act() !== "other") key.preventDefault();
    },
  };
}

/** Where a person stands: kept up to date or not, in the list or in the archive. */
function usePlaces() {
  const { t } = useTranslation();
  const edit = useEdit();
  const nameOf = (row: EmployeeRow) => row.display_name ?? row.email;
  return {
    pause: (row: EmployeeRow): Action => {
      const paused = row.status === "paused";
      return {
        name: "pause",
        label: t(paused ? "employees.resume" : "employees.pause"),
        act: () =>
          edit.run({
            people: only(row),
            edit: { pause: paused ? "resume" : "pause" },
            said: t(paused ? "employees.resumed" : "employees.paused", { name: nameOf(row) }),
          }),
      };
    },
    archive: (row: EmployeeRow): Action => ({
      name: "archive",
      label: t("employees.archive"),
      act: () =>
        edit.run({
          people: only(row),
          edit: { place: "archive" },
          said: t("employees.archived_done", { count: 1, name: nameOf(row) }),
        }),
    }),
    restore: (row: EmployeeRow): Action => ({
      name: "restore",
      label: t("employees.restore"),
      act: () =>
        edit.run({
          people: only(row),
          edit: { place: "restore" },
          said: t("employees.restored", { name: nameOf(row) }),
        }),
    }),
  };
}
