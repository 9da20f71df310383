/** What the table shows of a state that is kept outside of it: its ticks and its order. */

import type { GridApi } from "ag-grid-community";
import { useCallback, useEffect, useRef } from "react";

export interface Sort {
  column: string;
  descending: boolean;
}

export interface Ticked<Row> {
  /** Set: rows have boxes to tick. Hears of what was ticked by hand, and of the other rows that are loaded. */
  onSelect?(rows: Row[], others: Row[]): void;
  /** Every row is ticked, also those that were not loaded yet. */
  allSelected?: boolean;
  /** Then the ids of the rows that are not. */
  butRows?: ReadonlySet<string>;
  /** When it grows, all ticks are taken off. */
  unselected?: number;
}

/** Ticks whatever is loaded while every row is to be ticked, and tells of fresh rows for those that are. */
export function useShownTicks<Row>(api: { current: GridApi<Row> | null }, props: { current: Ticked<Row> }) {
  const { allSelected = false, butRows, unselected = 0 } = props.current;
  const told = useRef<Row[]>([]);
  const tell = () => {
    told.current = api.current?.getSelectedRows() ?? [];
    const others: Row[] = [];
    api.current?.forEachNode((node) => node.data && !node.isSelected() && others.push(node.data));
    props.current.onSelect?.(told.current, others);
  };
  const show = () => {
    const stale = () => api.current?.getSelectedRows().some((row, at) => row !== told.current[at]);
    if (!props.current.allSelected) return told.current.length > 0 && stale() ? tell() : undefined;
    const { butRows } = props.current;
    api.current?.forEachNode((node) => {
      const wanted = !butRows?.has(node.id ?? "");
      if (node.data && node.isSelected() !== wanted) node.setSelected(wanted, false, "api");
    });
  };
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (allSelected) latest.current();
  }, [allSelected, butRows]);
  useEffect(() => {
    told.current = [];
    if (unselected > 0) api.current?.deselectAll();
  }, [api, unselected]);
  return { show, tell };
}

/** The header shows the order also where a kept view chose it; call the returned function once there is a header. */
export function useShownSort<Row>(api: { current: GridApi<Row> | null }, sort: Sort | undefined): () => void {
  const { column: colId, descending } = sort ?? {};
  const show = useCallback(() => {
    const order = descending ? "desc" : "asc";
    if (!colId || !api.current || api.current.getColumn(colId)?.getSort() === order) return;
    api.current.applyColumnState({ state: [{ colId, sort: order }], defaultState: { sort: null } });
  }, [api, colId, descending]);
  useEffect(show, [show]);
  return show;
}
