/** Runs as the history shows them: grouped by local day, quiet ones folded. */

import { undoable } from "@/components/undo/undoable";
import type { RunView } from "@/contract/types";

export type Entry = { run: RunView } | { quiet: RunView[] };

export interface DayOfRuns {
  /** The start of its newest run; any instant of that day does for a heading. */
  day: string;
  entries: Entry[];
}

export const filters = ["changed", "all", "open"] as const;
/**
 * `changed`: the list is different since; what was quiet in between is one line, and what still waits for
 * somebody stands there, too. `open`: somebody should look, at the run or at the file after it.
 */
export type Filter = (typeof filters)[number];

export function fits(run: RunView, filter: Filter, all: RunView[]): boolean {
  if (filter === "all") return true;
  const open = run.result === "held" || run.result === "failed" || run.refresh_failure !== null;
  if (filter === "open") return open;
  return wentWell(run) || (open && !all.some((other) => laterOf(run, other) && wentWell(other)));
}

const wentWell = ({ result }: RunView) => result === "applied" || result === "no_changes";

const laterOf = (run: RunView, other: RunView) =>
  other.run > run.run && other.connection_id === run.connection_id;

/**
 * Newest first, as the core gives them. Two or more runs without changes in a row of one day become one
 * entry; where only changes count, all of them in a row do, whatever the day.
 */
export function byDay(runs: RunView[], filter: Filter): DayOfRuns[] {
  const days = new Map<string, DayOfRuns>();
  for (const entry of folded(runs, filter)) {
    const newest = "run" in entry ? entry.run : entry.quiet[0];
    const day = newest?.started_at ?? "";
    const key = new Date(day).toDateString();
    const entries = [...(days.get(key)?.entries ?? []), entry];
    days.set(key, { day: days.get(key)?.day ?? day, entries });
  }
  return [...days.values()];
}

function folded(runs: RunView[], filter: Filter): Entry[] {
  const entries: Entry[] = [];
  let quiet: RunView[] = [];
  const flush = () => {
    const [first] = quiet;
    if (first) entries.push(quiet.length > 1 || filter === "changed" ? { quiet } : { run: first });
    quiet = [];
  };
  for (const run of runs) {
    const before = quiet.at(-1);
    if (before && filter !== "changed" && !sameDay(run, before)) flush();
    if (run.result === "no_changes" && run.refresh_failure === null) quiet.push(run);
    else {
      flush();
      entries.push({ run });
    }
  }
  flush();
  return entries;
}

export const sameDay = (one: RunView, other: RunView) =>
  new Date(one.started_at).toDateString() === new Date(other.started_at).toDateString();

/** Whether something of the same connection came later, and all of it can be taken back. */
export function surpassed(run: RunView, all: RunView[]): boolean {
  const later = all.filter((other) => laterOf(run, other) && stands(other));
  return run.connection_id !== null && later.length > 0 && later.every(undoable);
}

const stands = ({ result, undone_by }: RunView) => result === "applied" && undone_by === null;
