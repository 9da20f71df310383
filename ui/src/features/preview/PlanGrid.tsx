/** The rows of one tab, in blocks. */

import { useQueryClient } from "@tanstack/react-query";
import type { RowClassRules } from "ag-grid-community";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RowGrid } from "@/components/RowGrid";
import { read } from "@/contract/call";
import type { PlanRow, PlanTab } from "@/contract/types";
import { usePlanColumns } from "./columns";
import styles from "./PlanView.module.css";
import type { Skipped } from "./useSkipped";

export interface PlanGridProps {
  plan: string;
  tab: PlanTab;
  skipped: Skipped;
  onOpen(row: PlanRow): void;
  onTick?(rows: PlanRow[]): void;
}

export function PlanGrid({ plan, tab, skipped, onOpen, onTick }: PlanGridProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const columns = usePlanColumns(tab, skipped);
  const load = (start: number, count: number) =>
    client.fetchQuery({ ...read("plan_rows", { plan, tab, search: "", start, count }), gcTime: 30_000 });
  const { has } = skipped;
  const rowClassRules = useMemo<RowClassRules<PlanRow>>(
    () => ({ [styles.skippedRow ?? "skipped"]: ({ data }) => data !== undefined && has(data) }),
    [has],
  );
  return (
    <RowGrid<PlanRow>
      key={onTick ? "ticks" : "plain"}
      label={t(`tab.${tab}`)}
      columns={columns}
      load={load}
      source={`${plan}/${tab}`}
      version={0}
      rowId={(row) => row.object_id}
      onOpen={onOpen}
      onSelect={onTick}
      rowClassRules={rowClassRules}
    />
  );
}
