/** Problems of the rules as sentences, found by where they are. */

import type { TFunction } from "i18next";
import type { RulePreview, RuleProblem } from "@/contract/types";
import type { Words } from "@/i18n/words";
import { type DraftRule, isOffAt } from "./model";

/** What is wrong with the tree as a whole: it is said at its box. */
export const ofTheTree: ReadonlySet<string> = new Set(["no_conditions", "conditions_off"]);

export function problemText(t: TFunction, words: Words, { code, path, params }: RuleProblem): string {
  if (code === "empty_value")
    return t(path.length > 0 ? "rules.problem.empty_value" : "rules.problem.no_department");
  if (code === "no_conditions" || code === "conditions_off") return t(`rules.problem.${code}`);
  const field = params.field && words.attribute(params.field);
  return words.problem(code, field ? { ...params, field } : params);
}

/** Whether anything is wrong with a rule that counts: what is turned off is in nobody's way. */
export function isBroken(problems: RuleProblem[], { who }: DraftRule, index: number): boolean {
  return problems.some(({ rule, path }) => rule === index && !isOffAt(who, path));
}

/** Whether a broken rule decides before the one at `index`, or is it: fewer people than will be reach it by now. */
export function isOpen(preview: RulePreview | undefined, rules: DraftRule[], index: number): boolean {
  if (!preview || preview.open === 0) return false;
  const first = rules.findIndex((rule, at) => rule.enabled && isBroken(preview.problems, rule, at));
  return index >= first;
}

export function problemsAt(problems: RuleProblem[], rule: number, path: readonly number[]): RuleProblem[] {
  return problems.filter((problem) => problem.rule === rule && problem.path.join() === path.join());
}
