/** Applying exactly the plan that is shown, or being told why not. */

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changesIn } from "@/components/CountsLine";
import { useWaysToRun } from "@/components/undo/useWaysToRun";
import { useRefreshTrouble } from "@/components/useRefreshTrouble";
import { call } from "@/contract/call";
import type { Failure, Preview } from "@/contract/types";
import { useNotify } from "@/session/notify";
import { planApplied } from "@/session/plans";

export interface Apply {
  /** Set by "Allow for this run": it belongs to this plan only. */
  allowed: boolean;
  allow(): void;
  run(): void;
  busy: boolean;
  failure: Failure | undefined;
}

/** It is told wherever one is by then; on the result page the rest stands below. */
export function useApply(preview: Preview, skip: string[]): Apply {
  const { t } = useTranslation();
  const notify = useNotify();
  const refreshTrouble = useRefreshTrouble();
  const waysTo = useWaysToRun();
  const [allowedPlan, setAllowedPlan] = useState<string>();
  const allowed = allowedPlan === preview.plan;
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => void (shown.current = false);
  }, []);
  const mutation = useMutation({
    mutationFn: () => call("apply", { plan: preview.plan, skip, allowRemovals: allowed }),
    onSuccess: (run) => {
      if (run.result === "applied") {
        const trouble = shown.current ? undefined : refreshTrouble(run);
        notify({
          title: t("preview.applied", { count: changesIn(run.counts) }),
          ...(trouble && { body: trouble, intent: "warning" }),
          actions: waysTo(run, shown.current),
        });
      }
      if (run.result === "applied" || run.result === "no_changes") planApplied(preview.plan, run);
    },
  });
  return {
    allowed,
    allow: () => setAllowedPlan(preview.plan),
    run: () => mutation.mutate(),
    busy: mutation.isPending,
    failure: mutation.error ?? mutation.data?.error ?? undefined,
  };
}
