/** Where one is in a plan: the tab, its rows, the ticked ones, and the person whose row is open. */

import { useState } from "react";
import { tabsOf } from "@/components/changes/tabs";
import type { PlanRow, PlanTab, Preview } from "@/contract/types";
import { usePlanRows } from "./usePlanRows";

export interface PlanPage {
  tab: PlanTab;
  /** Of the tab. */
  count: number;
  rows: ReturnType<typeof usePlanRows>;
  ticked: PlanRow[];
  person: PlanRow | undefined;
  choose(tab: PlanTab): void;
  tick(rows: PlanRow[]): void;
  open(person: PlanRow): void;
  close(): void;
}

export function usePlanPage({ plan, counts }: Preview): PlanPage {
  const [chosen, setTab] = useState<PlanTab>("all");
  const [ticked, tick] = useState<PlanRow[]>([]);
  const [person, setPerson] = useState<PlanRow>();
  const tabs = tabsOf(counts);
  const at = (wanted: PlanTab) => tabs.find((entry) => entry.tab === wanted);
  // A decision may empty the tab one was on.
  const { tab, count } = at(chosen) ?? at("all") ?? { tab: "all" as const, count: 0 };
  const close = () => setPerson(undefined);
  return {
    tab,
    count,
    rows: usePlanRows(plan, tab),
    ticked,
    person,
    choose: (next) => {
      setTab(next);
      tick([]);
      close();
    },
    tick,
    open: setPerson,
    close,
  };
}
