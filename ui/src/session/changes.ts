/** What the core says became stale: the query cache drops it, and tables reload their blocks. */

import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { hear } from "@/contract/call";
import type { Tag } from "@/contract/types";
import { forgetDrafts } from "./drafts";

const versions = new Map<Tag, number>();
const watchers = new Set<() => void>();

export function followChanges(client: QueryClient): () => void {
  return hear("changed", (tags) => {
    for (const tag of tags) dropStale(client, tag);
  });
}

/** For changes the core does not announce, such as switching to the sample company. */
export function dropEverything(client: QueryClient): void {
  forgetDrafts(client);
  for (const tag of ["connections", "employees", "history", "preview", "rules"] as const) {
    client.removeQueries({ queryKey: [tag], type: "inactive" });
    dropStale(client, tag);
  }
}

function dropStale(client: QueryClient, tag: Tag): void {
  versions.set(tag, (versions.get(tag) ?? 0) + 1);
  void client.invalidateQueries({ queryKey: [tag] });
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** How often `tag` became stale so far. */
export function versionOf(tag: Tag): number {
  return versions.get(tag) ?? 0;
}

/** The same, followed. */
export function useVersion(tag: Tag): number {
  return useSyncExternalStore(watch, () => versionOf(tag));
}
