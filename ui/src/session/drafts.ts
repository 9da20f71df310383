/** What was typed about people, or about somebody new, and neither kept nor given up. */

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

/** Who is being added by hand. */
export interface NewPerson {
  email: string;
  values: Record<string, string>;
}

const added = new WeakMap<QueryClient, NewPerson>();

export const newPersonOf = (client: QueryClient) => added.get(client) ?? { email: "", values: {} };

export function keepNewPerson(client: QueryClient, person: NewPerson | undefined): void {
  if (person) added.set(client, person);
  else added.delete(client);
}

/** In another list the same numbers are other people's. */
export function forgetDrafts(client: QueryClient): void {
  draftsOf(client).clear();
  added.delete(client);
}
