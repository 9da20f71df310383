/** Reading Microsoft 365 and planning, startable from every screen; one at a time. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo } from "react";
import { call, read } from "@/contract/call";
import type { Failure } from "@/contract/types";
import { planMade } from "./plans";

interface PreviewRun {
  start(connection: number, full?: boolean): void;
  /** The connection being previewed. */
  running: number | undefined;
  /** What the last attempt ran into, and for which connection. */
  failed: { connection: number; failure: Failure } | undefined;
}

const PreviewRunContext = createContext<PreviewRun | undefined>(undefined);

export function PreviewRunProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (args: { connection: number; full: boolean }) => call("preview", args),
    onSuccess: (preview, { connection }) => {
      planMade(preview.plan);
      client.setQueryData(read("current_preview", { connection }).queryKey, preview);
    },
  });
  const value = useMemo<PreviewRun>(
    () => ({
      start: (connection, full = false) => {
        if (!isPending) mutate({ connection, full });
      },
      running: isPending ? variables?.connection : undefined,
      failed: error && variables ? { connection: variables.connection, failure: error } : undefined,
    }),
    [mutate, isPending, variables, error],
  );
  return <PreviewRunContext value={value}>{children}</PreviewRunContext>;
}

export function usePreviewRun(): PreviewRun {
  const run = use(PreviewRunContext);
  if (!run) throw new Error("PreviewRunProvider is missing");
  return run;
}
