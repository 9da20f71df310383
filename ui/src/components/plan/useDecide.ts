/** Decisions about people, made while looking at a plan: stored, then planned anew without reading. */

import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { Failure, PersonEdit, PlanRow } from "@/contract/types";
import { useNotify } from "@/session/notify";
import { usePlanAgain } from "@/session/planAgain";
import type { Skipped } from "./useSkipped";

/** `keep`: sync leaves the person alone from now on. The others are remembered beside the rules. */
export type Decision = "never" | "always" | "by_rules" | "keep";

export interface Decided {
  decision: Decision;
  rows: PlanRow[];
  note: string;
}

export interface Decide {
  run(decided: Decided): Promise<unknown>;
  busy: boolean;
  failure: Failure | null;
}

export function useDecide(connection: number, skipped: Skipped): Decide {
  const { t } = useTranslation();
  const notify = useNotify();
  const planAgain = usePlanAgain(connection);
  const mutation = useMutation({
    mutationFn: async ({ decision, rows, note }: Decided) => {
      for (const row of rows) {
        await call("edit_person", { person: row.object_id, edit: editFor(decision, note) });
      }
      return planAgain();
    },
    onSuccess: (_, { decision, rows }) => {
      skipped.include(rows);
      notify({ title: t(`decide.done_${decision}`, { count: rows.length, name: rows[0]?.name ?? "" }) });
    },
  });
  return { run: mutation.mutateAsync, busy: mutation.isPending, failure: mutation.error };
}

function editFor(decision: Decision, note: string): Partial<PersonEdit> {
  if (decision === "keep") return { pause: "pause" };
  if (decision === "by_rules") return { decide: { decision } };
  return { decide: { decision, note } };
}
