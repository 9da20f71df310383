/** Saving the draft: refused with problems, asked about when people would leave because of it. */

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { Failure, PeopleFound, RuleProblem } from "@/contract/types";
import { useNotify } from "../notify";
import { toConfig } from "./model";
import { type DraftEditing, latestDraft } from "./useDraft";

export interface Saving {
  save(): void;
  busy: boolean;
  failure: Failure | null;
  /** What kept the last attempt from being saved. */
  problems: RuleProblem[];
  /** Whom saving would remove: waits for yes or no. */
  asks: PeopleFound | undefined;
  confirm(): void;
  back(): void;
}

export function useSave({ connection, draft, config, dirty, settled }: DraftEditing): Saving {
  const { t } = useTranslation();
  const notify = useNotify();
  const [asks, ask] = useState<PeopleFound>();
  const [refused, refuse] = useState<{ problems: RuleProblem[]; of: string }>();
  const saving = useMutation({
    mutationFn: async (confirmed: boolean) => {
      const sent = latestDraft(connection) ?? draft;
      const answer = await call("save_rules", { connection, config: toConfig(sent), confirmed });
      return { ...answer, sent };
    },
    onSuccess: ({ saved, problems, removes, sent }) => {
      ask(!saved && problems.length === 0 ? removes : undefined);
      refuse({ problems, of: JSON.stringify(toConfig(sent)) });
      if (!saved) return;
      settled(sent);
      notify({ title: t("draft.saved") });
    },
  });
  return {
    save: () => {
      if (dirty && !saving.isPending) saving.mutate(false);
    },
    busy: saving.isPending,
    failure: saving.error,
    // Of an earlier state they say nothing any more.
    problems: refused?.of === JSON.stringify(config) ? refused.problems : [],
    asks,
    confirm: () => saving.mutate(true),
    back: () => ask(undefined),
  };
}
