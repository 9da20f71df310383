/** Planning anew from what was read last, after something besides Microsoft 365 changed. */

import { useQueryClient } from "@tanstack/react-query";
import { call, read } from "@/contract/call";
import type { Preview } from "@/contract/types";
import { planMade } from "./plans";

export function usePlanAgain(connection: number): () => Promise<Preview> {
  const client = useQueryClient();
  return async () => {
    const preview = await call("plan_again", { connection });
    const { queryKey } = read("current_preview", { connection });
    await client.cancelQueries({ queryKey });
    planMade(preview.plan);
    client.setQueryData(queryKey, preview);
    return preview;
  };
}
