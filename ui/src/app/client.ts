/** The query cache, and what it is asked before there is anybody to show it to. */

import { QueryClient } from "@tanstack/react-query";
import { firstBlock } from "@/contract/blocks";
import { read } from "@/contract/call";
import { everyone } from "@/session/people";
import type { Screen } from "@/session/screens";

/** The core is on this machine: no retries, no network state, fresh until an event says otherwise. */
export function newClient(): QueryClient {
  const always = { networkMode: "always", retry: false } as const;
  return new QueryClient({
    defaultOptions: {
      queries: { ...always, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
      mutations: always,
    },
  });
}

/** Longer than the core takes for a long list, and too short to be missed when it is busy. */
const soon = 150;

/**
 * What the first screen shows, asked for while it is still being loaded. The app begins with the answers
 * where they come soon: to draw a screen without them and then with them takes twice as long.
 */
export async function askAhead(client: QueryClient, screen: Screen): Promise<void> {
  const answers = [
    client.prefetchQuery(read("connections", {})),
    client.prefetchQuery(read("app_status", {})),
  ];
  // Its cards would grow by a line once they say when they sync next.
  if (screen === "connections") answers.push(client.prefetchQuery(read("schedule", {})));
  if (screen === "employees")
    answers.push(client.prefetchQuery(read("employees", { query: everyone, ...firstBlock })));
  await Promise.race([Promise.all(answers), new Promise((next) => setTimeout(next, soon))]);
}
