/** The tabs of a plan or run in their order: removals first when there are any, empty ones left out. */

import { changesIn, grouped } from "@/components/CountsLine";
import type { Counts, PlanTab } from "@/contract/types";

export interface TabCount {
  tab: PlanTab;
  count: number;
}

/** `past`: of a run, which keeps only whom it touched. */
export function tabsOf(counts: Counts, past = false): TabCount[] {
  const { add, update, remove, conflict, not_imported, unchanged } = grouped(counts);
  const all: TabCount = { tab: "all", count: changesIn(counts) + conflict };
  const some: TabCount[] = [
    { tab: "remove", count: remove },
    { tab: "conflict", count: conflict },
    { tab: "add", count: add },
    { tab: "update", count: update },
    { tab: "not_imported", count: not_imported },
    { tab: "unchanged", count: past ? 0 : unchanged },
  ];
  return [all, ...some.filter(({ count }) => count > 0)];
}
