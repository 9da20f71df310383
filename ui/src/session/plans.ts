/**
 * What became of the plans that were shown: applied, or overtaken by a change. The core keeps the last
 * plan of a connection and says whether it is past when it is asked; later, the events tell.
 */

import { useEffect, useSyncExternalStore } from "react";
import type { Preview, RunView } from "@/contract/types";
import { useVersion, versionOf } from "./changes";

interface Fate {
  /** How often previews had become stale when this one was made. */
  version: number;
  run: RunView | undefined;
}

let fates: ReadonlyMap<string, Fate> = new Map();
const watchers = new Set<() => void>();

/** A preview gave this plan; also when the same one was seen, or applied, before. */
export function planMade(plan: string): void {
  settle(plan, { version: versionOf("preview"), run: undefined });
}

export function planApplied(plan: string, run: RunView): void {
  settle(plan, { version: versionOf("preview"), run });
}

/** The run that applied the plan, or whether something changed since it was made. */
export function useFate(preview: Preview | null | undefined): { run: RunView | undefined; stale: boolean } {
  const version = useVersion("preview");
  const { plan, outdated } = preview ?? { plan: undefined, outdated: false };
  const fate = useSyncExternalStore(watch, () => fates).get(plan ?? "");
  useEffect(() => {
    if (!plan || fates.has(plan)) return;
    if (outdated) settle(plan, { version: -1, run: undefined });
    else planMade(plan);
  }, [plan, outdated]);
  return { run: fate?.run, stale: fate !== undefined && fate.version < version };
}

/** A newly started app knows no plans. */
export function forgetPlans(): void {
  fates = new Map();
}

function settle(plan: string, fate: Fate): void {
  fates = new Map([...fates, [plan, fate]]);
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}
