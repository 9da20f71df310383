/** Running work of the core, by job number, as its events tell it. */

import { useSyncExternalStore } from "react";
import { hear } from "@/contract/call";
import type { JobEvent } from "@/contract/types";

let running: readonly JobEvent[] = [];
const watchers = new Set<() => void>();

/** What `event` makes of the running jobs: the newest state of each, finished ones gone. */
export function withEvent(jobs: readonly JobEvent[], event: JobEvent): readonly JobEvent[] {
  const others = jobs.filter((job) => job.job !== event.job);
  return event.phase === "finished" ? others : [...others, event].sort((a, b) => a.job - b.job);
}

/** Starts hearing; call the returned function to stop. */
export function followJobs(): () => void {
  const stop = hear("job", (event) => publish(withEvent(running, event)));
  return () => {
    stop();
    publish([]);
  };
}

function publish(jobs: readonly JobEvent[]): void {
  running = jobs;
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export function useJobs(): readonly JobEvent[] {
  return useSyncExternalStore(watch, () => running);
}

export function useJobOf(connection: number | undefined): JobEvent | undefined {
  return useJobs().find((job) => job.connection === connection);
}
