/** What stands between a plan and its apply. */

import { changesIn } from "@/components/CountsLine";
import type { Preview } from "@/contract/types";
import type { Skipped } from "./useSkipped";

export type Hold = "stale" | "unread" | "blocked" | "no_users" | "limit" | "nothing" | undefined;

/** The reason why nothing can be applied as it stands; left-out removals do not count. */
export function holdOf(
  preview: Preview,
  skipped: Pick<Skipped, "writes" | "removals">,
  { stale, allowed }: { stale: boolean; allowed: boolean },
): Hold {
  if (stale) return "stale";
  if (preview.warnings.some(({ code }) => code === "rule_group_unreadable")) return "unread";
  if (preview.blocked) return "blocked";
  if (preview.warnings.some(({ code }) => code === "no_users")) return "no_users";
  if (preview.guard.removals - skipped.removals > preview.guard.limit && !allowed) return "limit";
  if (changesIn(preview.counts) - skipped.writes <= 0) return "nothing";
  return undefined;
}
