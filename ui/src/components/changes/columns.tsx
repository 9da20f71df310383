/** The columns of planned and of done changes: change, person, department, what changes, why, by which rule. */

import type { ColDef, ICellRendererParams } from "ag-grid-community";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { element, inAddress, inTwoLines, twoLines } from "@/components/cells";
import { changeInWords, changeParts } from "@/components/FieldChanges";
import type { PlanRow, PlanSort, PlanTab } from "@/contract/types";
import { useWords, type Words } from "@/i18n/words";
import styles from "./changes.module.css";
import { kindCell, type Moment, wordOf } from "./KindOfChange";

type Cell = ICellRendererParams<PlanRow>;

/** Columns the core can sort a plan by. */
export const planSorts: readonly PlanSort[] = ["kind", "name", "email", "department", "rule"];

export function useChangeColumns(
  tab: PlanTab,
  /** Whether anybody changes and stays. */
  updates: boolean,
  momentOf: (row: PlanRow) => Moment,
  sortable: boolean,
  past: boolean,
): ColDef<PlanRow>[] {
  const { t } = useTranslation();
  const words = useWords();
  return useMemo(() => {
    const name: ColDef<PlanRow> = {
      headerName: t("field.display_name"),
      colId: "name",
      minWidth: 130,
      flex: 3,
      valueGetter: ({ data }) => data && (data.name || data.email),
      cellRenderer: inTwoLines,
    };
    const email: ColDef<PlanRow> = {
      field: "email",
      headerName: t("field.email"),
      minWidth: 184,
      flex: 4,
      cellRenderer: inAddress,
    };
    const why: ColDef<PlanRow> = {
      headerName: t("preview.why"),
      colId: "why",
      minWidth: past ? 210 : 222,
      flex: 6,
      valueGetter: ({ data }) => data && words.reason(data.reason, data.kind),
      cellRenderer: inTwoLines,
    };
    const rule: ColDef<PlanRow> = {
      field: "rule",
      headerName: t("preview.rule"),
      minWidth: 96,
      flex: 2,
      cellRenderer: inTwoLines,
    };
    const bySort = (column: ColDef<PlanRow>): ColDef<PlanRow> => {
      const sorts: readonly string[] = planSorts;
      return sortable && sorts.includes(column.colId ?? column.field ?? "")
        ? { ...column, sortable, sortingOrder: ["asc", "desc", null] }
        : column;
    };
    if (tab === "not_imported") return [name, email, why, rule].map(bySort);
    if (tab === "unchanged") return [name, email, departmentColumn(t, words), why].map(bySort);
    // Where it would stand empty, the reasons have the room.
    const what = tab === "add" || tab === "remove" || !updates ? [] : [whatColumn(t, words)];
    const kind = kindColumn(t, momentOf, past);
    return [kind, name, email, departmentColumn(t, words), ...what, why, rule].map(bySort);
  }, [tab, updates, t, words, momentOf, sortable, past]);
}

/** What was done takes longer words, and has the room that ticks would take. */
function kindColumn(t: TFunction, momentOf: (row: PlanRow) => Moment, past: boolean): ColDef<PlanRow> {
  return {
    headerName: t("preview.change"),
    colId: "kind",
    minWidth: past ? 182 : 126,
    flex: 2,
    valueGetter: ({ data }) => data && wordOf(t, data, momentOf(data)),
    cellRenderer: ({ data }: Cell) => data && kindCell(t, data, momentOf(data)),
  };
}

function departmentColumn(t: TFunction, words: Words): ColDef<PlanRow> {
  const moveOf = (row: PlanRow | undefined) =>
    row && row.kind !== "add" ? row.fields.find(({ field }) => field === "department") : undefined;
  return {
    headerName: t("field.department"),
    colId: "department",
    minWidth: 124,
    flex: 3,
    valueGetter: ({ data }) => {
      const moved = moveOf(data);
      return moved ? changeInWords(moved, words) : data?.department;
    },
    cellRenderer: ({ data }: Cell) => {
      const moved = moveOf(data);
      if (!data) return undefined;
      if (!moved) return twoLines(data.department ?? "");
      return twoLines(changeInWords(moved, words), ...changeParts(moved, words));
    },
  };
}

const fieldsOf = (row: PlanRow | undefined) =>
  !row || row.kind === "add" || row.kind === "remove" ? [] : row.fields;

/** As many as two short lines have room for, whatever they are called. */
const fewChips = 2;

function chips(names: string[]): HTMLElement {
  const chip = (text: string) => element("span", styles.chip, text);
  if (names.length <= fewChips) return element("span", styles.chips, ...names.map(chip));
  const [first = "", ...others] = names;
  const more = chip(`+${others.length}`);
  more.ariaHidden = "true";
  const spoken = element("span", "visually-hidden", `, ${others.join(", ")}`);
  const shown = element("span", styles.chips, chip(first), more, spoken);
  shown.title = names.join(", ");
  return shown;
}

/** Of an update only the names of its fields; for people who come or go every field would stand here. */
function whatColumn(t: TFunction, words: Words): ColDef<PlanRow> {
  const namesOf = (row: PlanRow | undefined) => fieldsOf(row).map(({ field }) => words.field(field));
  return {
    headerName: t("preview.what"),
    colId: "what",
    minWidth: 126,
    flex: 3,
    valueGetter: ({ data }) => namesOf(data).join(", "),
    cellRenderer: ({ data }: Cell) => chips(namesOf(data)),
  };
}
