/** Runs as the history shows them: grouped by local day, quiet ones folded. */

import type { RunView } from "@/contract/types";

export type Entry = { run: RunView } | { quiet: RunView[] };

export interface DayOfRuns {
  /** The start of its newest run; any instant of that day does for a heading. */
  day: string;
  entries: Entry[];
}

export const filters = ["all", "changed", "open"] as const;
/** `changed`: the list is different since; `open`: somebody should look, at the run or at the file after it. */
export type Filter = (typeof filters)[number];

export function fits({ result, refresh_failure }: RunView, filter: Filter): boolean {
  if (filter === "changed") return result === "applied";
  return filter === "all" || result === "held" || result === "failed" || refresh_failure !== null;
}

/** Newest first, as the core gives them. Two or more runs without changes in a row become one entry. */
export function byDay(runs: RunView[]): DayOfRuns[] {
  const days = new Map<string, RunView[]>();
  for (const run of runs) {
    const key = new Date(run.started_at).toDateString();
    days.set(key, [...(days.get(key) ?? []), run]);
  }
  return [...days.values()].map((of) => ({ day: of[0]?.started_at ?? "", entries: folded(of) }));
}

function folded(runs: RunView[]): Entry[] {
  const entries: Entry[] = [];
  let quiet: RunView[] = [];
  const flush = () => {
    const [first] = quiet;
    if (first) entries.push(quiet.length > 1 ? { quiet } : { run: first });
    quiet = [];
  };
  for (const run of runs) {
    if (run.result === "no_changes") quiet.push(run);
    else {
      flush();
      entries.push({ run });
    }
  }
  flush();
  return entries;
}

/** Whether it can be taken back: it changed somebody, and was not taken back already. */
export function undoable({ result, undone_by }: RunView): boolean {
  return result === "applied" && undone_by === null;
}

/** Whether something of the same connection came later that can be taken back. */
export function surpassed(run: RunView, all: RunView[]): boolean {
  const later = (other: RunView) => other.run > run.run && other.connection_id === run.connection_id;
  return run.connection_id !== null && all.some((other) => later(other) && undoable(other));
}
