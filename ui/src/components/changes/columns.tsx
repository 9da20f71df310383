/** The columns of planned and of done changes: change, person, department, what changes, why, by which rule. */

import { Tag } from "@fluentui/react-components";
import type { ColDef, ICellRendererParams } from "ag-grid-community";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Change } from "@/components/FieldChanges";
import type { PlanRow, PlanSort, PlanTab } from "@/contract/types";
import { useWords, type Words } from "@/i18n/words";
import styles from "./changes.module.css";
import { KindOfChange, type Moment } from "./KindOfChange";

type Cell = ICellRendererParams<PlanRow>;

/** Columns the core can sort a plan by. */
export const planSorts: readonly PlanSort[] = ["kind", "name", "email", "department", "rule"];

export function useChangeColumns(
  tab: PlanTab,
  momentOf: (row: PlanRow) => Moment,
  sortable: boolean,
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
    };
    const email: ColDef<PlanRow> = { field: "email", headerName: t("field.email"), minWidth: 150, flex: 4 };
    const why: ColDef<PlanRow> = {
      headerName: t("preview.why"),
      colId: "why",
      minWidth: 200,
      flex: 6,
      valueGetter: ({ data }) => data && words.reason(data.reason, data.kind),
    };
    const rule: ColDef<PlanRow> = { field: "rule", headerName: t("preview.rule"), minWidth: 100, flex: 2 };
    const bySort = (column: ColDef<PlanRow>): ColDef<PlanRow> => {
      const sorts: readonly string[] = planSorts;
      return sortable && sorts.includes(column.colId ?? column.field ?? "")
        ? { ...column, sortable, sortingOrder: ["asc", "desc", null] }
        : column;
    };
    if (tab === "not_imported") return [name, email, why, rule].map(bySort);
    // Where it would stand empty, the reasons have the room.
    const what = tab === "add" || tab === "remove" ? [] : [whatColumn(t, words)];
    const kind = kindColumn(t("preview.change"), momentOf);
    return [kind, name, email, departmentColumn(t), ...what, why, rule].map(bySort);
  }, [tab, t, words, momentOf, sortable]);
}

function kindColumn(headerName: string, momentOf: (row: PlanRow) => Moment): ColDef<PlanRow> {
  return {
    headerName,
    colId: "kind",
    width: 140,
    cellRenderer: ({ data }: Cell) => data && <KindOfChange kind={data.kind} moment={momentOf(data)} />,
  };
}

function departmentColumn(t: (key: "field.department") => string): ColDef<PlanRow> {
  return {
    headerName: t("field.department"),
    colId: "department",
    minWidth: 120,
    flex: 3,
    cellRenderer: ({ data }: Cell) => {
      const moved = data?.kind !== "add" && data?.fields.find(({ field }) => field === "department");
      return moved ? <Change {...moved} /> : data?.department;
    },
  };
}

/** Of an update only the names of its fields; for people who come or go every field would stand here. */
function whatColumn(t: (key: "preview.what") => string, words: Words): ColDef<PlanRow> {
  return {
    headerName: t("preview.what"),
    colId: "what",
    minWidth: 120,
    flex: 3,
    cellRenderer: ({ data }: Cell) => {
      if (!data || data.kind === "add" || data.kind === "remove") return null;
      return (
        <span className={styles.chips}>
          {data.fields.map(({ field }) => (
            <Tag key={field} size="extra-small" appearance="outline">
              {words.field(field)}
            </Tag>
          ))}
        </span>
      );
    },
  };
}
