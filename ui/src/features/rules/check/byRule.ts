/** The checked conditions, rule by rule, in the order of the rules. */

import type { Check, CheckedCondition } from "@/contract/types";
import { type DraftCondition, type DraftRule, isGroup } from "@/session/draft/model";

export interface CheckedRule {
  rule: DraftRule;
  conditions: { condition: DraftCondition; checked: CheckedCondition }[];
  /** This rule settles the outcome. */
  decides: boolean;
}

/** Rules that are off are not checked. While a newer answer is on the way, what is gone is left out. */
export function byRule(rules: DraftRule[], check: Check): CheckedRule[] {
  // Of rules with one name the first that is named decides.
  const deciding = rules.findIndex(({ name, enabled }) => enabled && name === check.rule);
  return rules.flatMap((rule, index) => {
    const own = check.conditions.filter(({ rule_index }) => rule_index === index);
    const conditions = own.flatMap((checked) => {
      const condition = conditionAt(rule, checked.path);
      return condition ? [{ condition, checked }] : [];
    });
    return rule.enabled ? [{ rule, conditions, decides: index === deciding }] : [];
  });
}

function conditionAt({ who }: DraftRule, [at, inner]: number[]): DraftCondition | undefined {
  const node = who.rules[at ?? -1];
  if (!node || !isGroup(node)) return node;
  const below = node.rules[inner ?? -1];
  return below && !isGroup(below) ? below : undefined;
}

/** A condition that would have held with `contains`: the value stands inside what was seen. */
export function nearMiss({ operator, value, seen, matches }: CheckedCondition): boolean {
  if (operator !== "equals" || matches !== false || typeof value !== "string" || !value.trim()) return false;
  const texts = Array.isArray(seen) ? seen : [seen];
  const needle = value.trim().toLowerCase();
  return texts.some((text) => typeof text === "string" && text.toLowerCase().includes(needle));
}
