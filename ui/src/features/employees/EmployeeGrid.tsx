/** The list as a table, in blocks from the core. */

import { useQueryClient } from "@tanstack/react-query";
import type { ColDef, ICellRendererParams } from "ag-grid-community";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CellIcons } from "@/components/CellIcons";
import { cellIcon, inAddress, inTwoLines, twoLines } from "@/components/cells";
import { PauseIcon } from "@/components/icons";
import { RowGrid } from "@/components/RowGrid";
import { call, read } from "@/contract/call";
import { textOf } from "@/contract/fields";
import type { EmployeeQuery, EmployeeRow } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useWords } from "@/i18n/words";
import { useVersion } from "@/session/changes";
import { useDaysLeft } from "./archive";
import { type Column, widthOf } from "./columns";
import { orderOf, shownSort, sortOf } from "./query";
import type { Ticks } from "./useTicks";

const icons = { paused: PauseIcon };

export interface EmployeeGridProps {
  query: EmployeeQuery;
  columns: readonly Column[];
  onOpen(row: EmployeeRow): void;
  ticks: Ticks;
  onKey(key: KeyboardEvent, row: EmployeeRow, column: string): void;
  menu(row: EmployeeRow): ReactNode;
  onOrder(order: Pick<EmployeeQuery, "sort" | "descending">): void;
}

export function EmployeeGrid({ query, columns: shown, ticks, onOrder, ...rest }: EmployeeGridProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosen, ofArchive] = [useColumns(shown), useArchiveColumns()];
  const columns = useMemo(
    () => (query.archived ? [...chosen, ...ofArchive] : chosen),
    [query.archived, chosen, ofArchive],
  );
  const load = (start: number, count: number) =>
    client.fetchQuery({ ...read("employees", { query, start, count }), gcTime: 30_000 });
  return (
    <>
      <CellIcons icons={icons} />
      <RowGrid<EmployeeRow>
        label={t("screen.employees")}
        columns={columns}
        load={load}
        source={JSON.stringify(query)}
        version={useVersion("employees")}
        rowId={(row) => String(row.id)}
        {...rest}
        onSelect={ticks.choose}
        allSelected={ticks.shownAll}
        butRows={ticks.out}
        unselected={ticks.cleared}
        sort={shownSort(query)}
        onSort={(sort) => onOrder(orderOf(sort))}
        nameColumn="display_name"
        onType={(typed, from) => call("employee_jump", { query, typed, from })}
      />
    </>
  );
}

/** In the archive, beside whatever columns were chosen: since when somebody is there, and for how long. */
function useArchiveColumns(): ColDef<EmployeeRow>[] {
  const { t } = useTranslation();
  const { dateTime, number } = useFormats();
  const daysLeft = useDaysLeft();
  return useMemo(() => {
    const left = (row: EmployeeRow) => {
      const days = daysLeft(row);
      if (days === undefined) return t("employees.kept_for_good");
      return days === 0 ? t("employees.erased_soon") : number(days);
    };
    return [
      {
        colId: "archived_at",
        headerName: t("employees.archived_since"),
        minWidth: 130,
        flex: 130,
        cellRenderer: inTwoLines,
        valueGetter: ({ data }) => data?.archived_at && dateTime(data.archived_at),
      },
      {
        colId: "days_left",
        headerName: t("employees.days_left"),
        minWidth: 110,
        flex: 110,
        cellRenderer: inTwoLines,
        valueGetter: ({ data }) => data && left(data),
      },
    ];
  }, [t, dateTime, number, daysLeft]);
}

function useColumns(shown: readonly Column[]): ColDef<EmployeeRow>[] {
  const { t } = useTranslation();
  const { date } = useFormats();
  const words = useWords();
  return useMemo(() => {
    // Before the name, where a narrow column does not cut it off.
    const pausedName = ({ value }: ICellRendererParams<EmployeeRow, string>) =>
      value && twoLines(value, cellIcon("paused", t("status.paused")), value);
    const drawnBy = (column: Column, row: EmployeeRow | undefined) => {
      if (column === "display_name" && row?.status === "paused") return pausedName;
      return column === "email" || column === "aliases" ? inAddress : inTwoLines;
    };
    const text = (row: EmployeeRow | undefined, column: Column) => {
      if (!row) return undefined;
      if (column === "status") {
        const gone = row.gone_since && t("employees.gone_short", { when: date(row.gone_since) });
        return [t(`status.${row.status}`), gone].filter(Boolean).join(" · ");
      }
      return words.value(column, column === "owner" ? row.owner : textOf(row, column));
    };
    return shown.map(
      (column, index): ColDef<EmployeeRow> => ({
        colId: column,
        headerName: words.field(column),
        minWidth: widthOf(column),
        flex: widthOf(column),
        sortable: column in sortOf,
        initialSort: index === 0 ? "asc" : undefined,
        sortingOrder: ["asc", "desc"],
        valueGetter: ({ data }) => text(data, column),
        cellRendererSelector: ({ data }) => ({ component: drawnBy(column, data) }),
      }),
    );
  }, [shown, words, t]);
}
