/** Problems of the rules as sentences, found by where they are. */

import type { TFunction } from "i18next";
import type { RuleProblem } from "@/contract/types";
import type { Words } from "@/i18n/words";

export function problemText(t: TFunction, words: Words, { code, path, params }: RuleProblem): string {
  if (code === "empty_value")
    return t(path.length > 0 ? "rules.problem.empty_value" : "rules.problem.no_department");
  if (code === "no_conditions") return t("rules.problem.no_conditions");
  const field = params.field && words.attribute(params.field);
  return words.problem(code, field ? { ...params, field } : params);
}

export function problemsAt(problems: RuleProblem[], rule: number, path: readonly number[]): RuleProblem[] {
  return problems.filter((problem) => problem.rule === rule && problem.path.join() === path.join());
}
