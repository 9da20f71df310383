/** What the edited configuration would do, counted by the core a moment after the last edit. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/useDebounced";
import { useLasting } from "@/components/useNow";
import { read } from "@/contract/call";
import type { Config, Failure, RulePreview } from "@/contract/types";

export interface Counting {
  /** The newest counts there are; while `old`, they are of an earlier state. */
  preview: RulePreview | undefined;
  old: boolean;
  /** Counting takes long enough to say so. */
  counting: boolean;
  error: Failure | null;
}

/** Milliseconds of rest before counting: a typed word is counted once. */
const rest = 150;

export function useRulePreview(connection: number, config: Config): Counting {
  const text = JSON.stringify(config);
  const rested = useDebounced(text, rest);
  const { data, error, isPlaceholderData, isFetching } = useQuery({
    ...read("preview_rules", { connection, config: JSON.parse(rested) as Config }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  // A newer question ended this one: its own answer is on the way.
  const failed = error?.code === "stopped" ? null : error;
  const old = rested !== text || isPlaceholderData;
  return { preview: data, old, counting: useLasting(old || isFetching), error: failed };
}
