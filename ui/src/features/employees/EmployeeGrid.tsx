/** The list as a table, in blocks from the core. */

import { useQueryClient } from "@tanstack/react-query";
import type { ColDef } from "ag-grid-community";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RowGrid } from "@/components/RowGrid";
import { read } from "@/contract/call";
import type { EmployeeQuery, EmployeeRow } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useVersion } from "@/session/changes";
import { orderOf, sortOf } from "./query";

export interface EmployeeGridProps {
  query: EmployeeQuery;
  onOpen(row: EmployeeRow): void;
  onTick(rows: EmployeeRow[]): void;
  onOrder(order: Pick<EmployeeQuery, "sort" | "descending">): void;
}

export function EmployeeGrid({ query, onOpen, onTick, onOrder }: EmployeeGridProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const columns = useColumns();
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
      onOpen={onOpen}
      onSelect={onTick}
      onSort={(sort) => onOrder(orderOf(sort))}
    />
  );
}

const shown = [
  ["display_name", 200],
  ["email", 240],
  ["department", 180],
  ["job_title", 180],
  ["office", 120],
  ["mobile_phone", 150],
  ["kind", 140],
  ["owner", 140],
] as const;

function useColumns(): ColDef<EmployeeRow>[] {
  const words = useWords();
  return useMemo(
    () =>
      shown.map(([field, minWidth], index): ColDef<EmployeeRow> => {
        const own: Partial<ColDef<EmployeeRow>> =
          field === "kind" || field === "owner"
            ? { valueGetter: ({ data }) => data && words.value(field, data[field]) }
            : {};
        return {
          colId: field,
          field,
          headerName: words.field(field),
          minWidth: minWidth - 40,
          width: minWidth,
          flex: minWidth,
          sortable: field in sortOf,
          initialSort: index === 0 ? "asc" : undefined,
          sortingOrder: ["asc", "desc"],
          ...own,
        };
      }),
    [words],
  );
}
