/** The rows of a plan: searched and sorted by the core, and fetched in blocks. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { planSorts } from "@/components/changes/columns";
import type { Sort } from "@/components/gridState";
import { useDebounced } from "@/components/useDebounced";
import { call, read } from "@/contract/call";
import type { PlanQuery, PlanTab } from "@/contract/types";

/** Milliseconds of rest before a search is asked. */
const rest = 100;

const whole = (tab: PlanTab): PlanQuery => ({ tab, search: "", sort: null, descending: false });

export function usePlanRows(plan: string, tab: PlanTab) {
  const client = useQueryClient();
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<Pick<PlanQuery, "sort" | "descending">>(whole(tab));
  const [found, setFound] = useState<number>();
  const asked = useDebounced(search.trim(), rest);
  const query: PlanQuery = { tab, search: asked, sort: order.sort, descending: order.descending };
  const load = (of: PlanQuery) => (start: number, count: number) =>
    client.fetchQuery({ ...read("plan_rows", { plan, query: of, start, count }), gcTime: 30_000 });
  return {
    search,
    setSearch,
    /** How many there are while a search narrows them; `undefined`: all of the tab. */
    found: asked === "" ? undefined : found,
    source: JSON.stringify([plan, query]),
    /** Everything of the tab, whatever is searched for. */
    all: load(whole(tab)),
    shown: async (start: number, count: number) => {
      const page = await load(query)(start, count);
      setFound(page.total);
      return page;
    },
    jump: (typed: string, from: number) => call("plan_jump", { plan, query, typed, from }),
    /** The order, for the header to show. */
    sort: order.sort === null ? undefined : { column: order.sort, descending: order.descending },
    onSort: (sort: Sort | undefined) => {
      const by = planSorts.find((name) => name === sort?.column) ?? null;
      setOrder({ sort: by, descending: sort?.descending ?? false });
    },
  };
}
