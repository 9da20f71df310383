/** Of a long list the rows in sight, and how much room the others take. */

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useState } from "react";

/** So many rows are drawn at once; a window over them would save nothing. */
const few = 200;

/** In pixels, until a row was seen. */
const usual = 41;

export interface Slot {
  index: number;
  /** Pixels left out before it. */
  gap: number;
}

export interface Window {
  slots: Slot[];
  /** Pixels left out behind the last one. */
  rest: number;
}

/** `kept` is drawn wherever it is: it has the focus, or would get it. The table lies in a region that scrolls. */
export function useWindow(table: RefObject<HTMLTableElement | null>, count: number, kept: number): Window {
  const [height, setHeight] = useState(usual);
  const long = count > few;
  const rows = useVirtualizer({
    count,
    enabled: long,
    overscan: 20,
    estimateSize: () => height,
    getScrollElement: () => table.current?.closest("[data-region]") ?? null,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), kept])].sort((one, other) => one - other),
  });
  useLayoutEffect(() => {
    const seen = table.current?.querySelector("tbody tr[aria-rowindex]")?.getBoundingClientRect().height;
    if (seen) setHeight(seen);
    rows.measure();
  }, [table, rows, height]);
  if (!long) return { slots: Array.from({ length: count }, (_, index) => ({ index, gap: 0 })), rest: 0 };
  const items = rows.getVirtualItems();
  const slots = items.map(({ index, start }, at) => ({ index, gap: start - (items[at - 1]?.end ?? 0) }));
  return { slots, rest: rows.getTotalSize() - (items.at(-1)?.end ?? 0) };
}
