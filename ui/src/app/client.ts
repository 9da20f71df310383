/** The query cache, and what it is asked before there is anybody to show it to. */

import { QueryClient } from "@tanstack/react-query";
import { firstBlock } from "@/contract/blocks";
import { read } from "@/contract/call";
import type { Screen } from "@/session/navigation";
import { everyone } from "@/session/people";

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

/** The core answers while the screen is still being made. */
export function askAhead(client: QueryClient, screen: Screen): void {
  void client.prefetchQuery(read("connections", {}));
  void client.prefetchQuery(read("app_status", {}));
  if (screen === "employees")
    void client.prefetchQuery(read("employees", { query: everyone, ...firstBlock }));
}
