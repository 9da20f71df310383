/**
 * Choices of a new connection, saved as they are made: nobody is in the list yet who could leave. What they
 * mean is counted from what was read, as soon as it was.
 */

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { call, read } from "@/contract/call";
import type { Config, EarlyCounts, Failure, Preview, RuleTemplate } from "@/contract/types";
import { usePlanAgain } from "@/session/planAgain";
import { useFate } from "@/session/plans";
import { usePreviewRun } from "@/session/previewRun";

export interface Choices {
  config: Config | undefined;
  templates: RuleTemplate[];
  choose(config: Config): void;
  /** Of what was chosen so far; `undefined` until everything was read. */
  preview: Preview | undefined;
  reading: boolean;
  /** While reading: of what was chosen so far, as soon as all users are there. */
  early: EarlyCounts | undefined;
  /** What was chosen last is not counted yet. */
  old: boolean;
  /** It is being kept or counted at this moment. */
  busy: boolean;
  failure: Failure | null;
}

export function useChoices(connection: number): Choices {
  const rules = useQuery(read("rule_config", { connection }));
  const templates = useQuery(read("rule_templates", { connection }));
  const preview = useQuery(read("current_preview", { connection }));
  const reading = usePreviewRun().running === connection;
  const early = useQuery({ ...read("early_counts", { connection }), enabled: reading });
  const { stale } = useFate(preview.data);
  const planAgain = usePlanAgain(connection);
  const plan = useMutation({ mutationFn: planAgain });
  const save = useMutation({
    // One after the other: what was chosen last is what stays.
    scope: { id: `choices of ${connection}` },
    mutationFn: (config: Config) => call("save_rules", { connection, config, confirmed: true }),
    // For a moment, while what was read is planned, the rules are in use.
    retry: (tries, { code }) => code === "run_active" && tries < 20,
    retryDelay: 250,
  });
  const { mutate, isPending } = plan;
  // One that failed is tried again with the next choice.
  const due = stale && !reading && !save.isPending && !plan.isError;
  useEffect(() => {
    if (due && !isPending) mutate();
  }, [due, isPending, mutate]);
  return {
    config: save.isPending ? save.variables : rules.data?.config,
    templates: templates.data ?? [],
    choose: (config) => {
      plan.reset();
      save.mutate(config);
    },
    preview: preview.data ?? undefined,
    reading,
    early: (reading && early.data) || undefined,
    busy: save.isPending || isPending || due,
    old: stale || isPending || save.isPending,
    failure: rules.error ?? save.error ?? plan.error,
  };
}
