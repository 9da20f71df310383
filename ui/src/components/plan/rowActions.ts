/** What can be done about one row of a plan, in the menu of the row and in its panel, which shows why itself. */

import { useTranslation } from "react-i18next";
import { plannedWord } from "@/components/changes/KindOfChange";
import { useCopy } from "@/components/useCopy";
import type { PlanRow, ReasonCode } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useNavigation } from "@/session/navigation";
import type { Decision } from "./useDecide";
import type { Skipped } from "./useSkipped";

export interface RowAction {
  name: string;
  label: string;
  act(): void;
}

export function useRowActions(
  skipped: Skipped,
  ask: (decision: Decision, rows: PlanRow[]) => void,
  open: (row: PlanRow) => void,
): (row: PlanRow) => RowAction[] {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const words = useWords();
  const copy = useCopy();
  return (row) => {
    const left = skipped.has(row);
    const actions: RowAction[] = [];
    const add = (name: string, label: string, act: () => void) => actions.push({ name, label, act });
    if (row.kind !== null && row.kind !== "conflict") {
      const toggle = () => (left ? skipped.include([row]) : skipped.skip([row]));
      add("skip", t(left ? "preview.include" : "preview.skip"), toggle);
    }
    for (const decision of decisionsFor(row)) {
      add(decision, t(`decide.${decision}`), () => ask(decision, [row]));
    }
    add("why", t("preview.why"), () => open(row));
    const { rule } = row;
    if (rule) add("rule", t("preview.open_rule"), () => go("rules", { rule }));
    const line = [plannedWord(t, row), row.name, row.email, words.reason(row.reason, row.kind)];
    add("copy", t("preview.copy_row"), () => copy(line.join("\t")));
    return actions;
  };
}

/** Why active people of the list stay whom sync may change. */
const stays: readonly ReasonCode[] = ["unchanged", "kept_although_gone", "removal_withheld"];

/** Which decisions by hand would change what happens to the row. */
export function decisionsFor({ kind, reason }: PlanRow): Decision[] {
  if (reason.code === "never_import") return ["by_rules"];
  if (kind === "remove") return reason.code === "gone_from_directory" ? ["keep"] : ["always"];
  if (reason.code === "always_import") return ["by_rules", "never"];
  const byRules = reason.code === "skipped_by_rule" || reason.code === "no_rule_matches";
  if (stays.includes(reason.code)) return ["never"];
  if (kind === null) return byRules ? ["always"] : [];
  return kind === "conflict" ? [] : ["never"];
}
