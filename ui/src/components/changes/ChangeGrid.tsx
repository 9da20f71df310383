/** The changes of one tab, in blocks. */

import type { RowClassRules } from "ag-grid-community";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CellIcons } from "@/components/CellIcons";
import { grouped } from "@/components/CountsLine";
import type { Sort } from "@/components/gridState";
import { RowGrid } from "@/components/RowGrid";
import type { Block } from "@/contract/blocks";
import type { Counts, PlanRow, PlanTab } from "@/contract/types";
import styles from "./changes.module.css";
import { useChangeColumns } from "./columns";
import { kindIcons, type Moment } from "./KindOfChange";

export interface ChangeGridProps {
  tab: PlanTab;
  /** Of everything the tabs show. */
  counts: Counts;
  /** What the rows are of; see {@link RowGrid}. */
  source: string;
  load(start: number, count: number): Promise<Block<PlanRow>>;
  /** Keeps its identity while nothing about it changes. */
  momentOf(row: PlanRow): Moment;
  /** It was done. */
  past?: boolean;
  onOpen(row: PlanRow): void;
  onTick?(rows: PlanRow[]): void;
  menu?(row: PlanRow): ReactNode;
  sort?: Sort;
  /** Set: columns can be sorted by their heads. */
  onSort?(sort: Sort | undefined): void;
  onType?(typed: string, from: number): Promise<number | null>;
}

export function ChangeGrid(props: ChangeGridProps) {
  const {
    tab,
    counts,
    source,
    load,
    momentOf,
    past = false,
    onOpen,
    onTick,
    menu,
    sort,
    onSort,
    onType,
  } = props;
  const { t } = useTranslation();
  const latest = useRef(momentOf);
  latest.current = momentOf;
  const momentNow = useCallback((row: PlanRow) => latest.current(row), []);
  const columns = useChangeColumns(tab, grouped(counts).update > 0, momentNow, onSort !== undefined, past);
  const rowClassRules = useMemo<RowClassRules<PlanRow>>(
    () => ({
      [styles.skipped ?? "skipped"]: ({ data }) => data !== undefined && momentOf(data) === "skipped",
    }),
    [momentOf],
  );
  return (
    <>
      <CellIcons icons={kindIcons} />
      <RowGrid<PlanRow>
        label={t(`tab.${tab}`)}
        columns={columns}
        load={load}
        source={source}
        version={0}
        rowId={(row) => row.object_id}
        onOpen={onOpen}
        onSelect={onTick}
        menu={menu}
        sort={sort}
        onSort={onSort}
        onType={onType}
        rowClassRules={rowClassRules}
      />
    </>
  );
}
