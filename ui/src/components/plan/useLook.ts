/** A look past groups that could not be read, beside the plan. Gone with the plan it belongs to. */

import { useMutation } from "@tanstack/react-query";
import { call } from "@/contract/call";
import type { Failure, Preview } from "@/contract/types";

export interface Look {
  /** What was made of it, while it is looked at. */
  made: Preview | undefined;
  show(): void;
  leave(): void;
  busy: boolean;
  failure: Failure | null;
}

export function useLook({ connection }: Preview): Look {
  const { data, mutate, reset, isPending, error } = useMutation({
    mutationFn: () => call("look", { connection }),
  });
  return { made: data, show: () => mutate(), leave: reset, busy: isPending, failure: error };
}
