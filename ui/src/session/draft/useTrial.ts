/** What the core makes of the edited configuration, asked a moment after the last edit. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/useDebounced";
import { useLasting } from "@/components/useNow";
import { type Args, type Result, read } from "@/contract/call";
import type { Config, Failure } from "@/contract/types";

type Tried = "preview_rules" | "preview_mapping" | "preview_departments";

export interface Trial<T> {
  /** The newest answer there is; while `old`, it is of an earlier state. */
  preview: T | undefined;
  old: boolean;
  /** Counting itself, not the typing before it, takes long enough to say so. */
  counting: boolean;
  error: Failure | null;
  retry(): void;
}

/** Milliseconds of rest before asking: a typed word is tried once. */
const rest = 150;

export function useTrial<C extends Tried>(
  command: C,
  config: Config,
  more: Omit<Args<C>, "config">,
): Trial<Result<C>> {
  const text = JSON.stringify(config);
  const rested = useDebounced(text, rest);
  const args = { ...more, config: JSON.parse(rested) as Config } as Args<C>;
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...read(command, args),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    // A newer question ended this one. If it is still the one to answer, it is asked again.
    retry: (_, { code }) => code === "stopped",
    retryDelay: rest,
  });
  return {
    preview: data,
    old: rested !== text || isPlaceholderData,
    counting: useLasting(isFetching),
    error: error?.code === "stopped" ? null : error,
    retry: () => void refetch(),
  };
}
