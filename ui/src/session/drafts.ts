/** What was typed about people and neither kept nor given up. */

import type { QueryClient } from "@tanstack/react-query";
import type { Shown } from "@/contract/fields";

/** By person and field, of each person the latest at the end. */
type Drafts = Map<number, Map<Shown, string>>;

/** Until the app ends: what is about people stays off the disk until it is kept. */
const ofApp = new WeakMap<QueryClient, Drafts>();

export function draftsOf(client: QueryClient): Drafts {
  const drafts: Drafts = ofApp.get(client) ?? new Map();
  ofApp.set(client, drafts);
  return drafts;
}

/** In another list the same numbers are other people's. */
export function forgetDrafts(client: QueryClient): void {
  draftsOf(client).clear();
}
