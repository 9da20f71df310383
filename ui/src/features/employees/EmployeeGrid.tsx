/** The list as a table, in blocks from the core. */

import { useQueryClient } from "@tanstack/react-query";
import type { ColDef } from "ag-grid-community";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RowGrid } from "@/components/RowGrid";
import { read } from "@/contract/call";
import type { EmployeeQuery, EmployeeRow } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useVersion } from "@/session/changes";
import { type Column, widthOf } from "./columns";
import { textOf } from "./fields";
import { orderOf, sortOf } from "./query";

export interface EmployeeGridProps {
  query: EmployeeQuery;
  columns: readonly Column[];
  onOpen(row: EmployeeRow): void;
  onTick(rows: EmployeeRow[]): void;
  onKey(key: KeyboardEvent, row: EmployeeRow, column: string): void;
  menu(row: EmployeeRow): ReactNode;
  onOrder(order: Pick<EmployeeQuery, "sort" | "descending">): void;
}

export function EmployeeGrid({ query, columns: shown, onTick, onOrder, ...rest }: EmployeeGridProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const columns = useColumns(shown);
  const load = (start: number, count: number) =>
    client.fetchQuery({ ...read("employees", { query, start, count }), gcTime: 30_000 });
  return (
    <RowGrid<EmployeeRow>
      label={t("screen.employees")}
      columns={columns}
      load={load}
      source={JSON.stringify(query)}
      version={useVersion("employees")}
      rowId={(row) => String(row.id)}
      {...rest}
      onSelect={onTick}
      onSort={(sort) => onOrder(orderOf(sort))}
    />
  );
}

function useColumns(shown: readonly Column[]): ColDef<EmployeeRow>[] {
  const { t } = useTranslation();
  const words = useWords();
  return useMemo(() => {
    const text = (row: EmployeeRow | undefined, column: Column) => {
      if (!row) return undefined;
      if (column === "status") return t(`status.${row.status}`);
      return words.value(column, column === "owner" ? row.owner : textOf(row, column));
    };
    return shown.map(
      (column, index): ColDef<EmployeeRow> => ({
        colId: column,
        headerName: words.field(column),
        minWidth: widthOf(column) - 40,
        width: widthOf(column),
        flex: widthOf(column),
        sortable: column in sortOf,
        initialSort: index === 0 ? "asc" : undefined,
        sortingOrder: ["asc", "desc"],
        valueGetter: ({ data }) => text(data, column),
      }),
    );
  }, [shown, words, t]);
}
