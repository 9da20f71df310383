/** Changes of the list of rules. Each gives a new draft. */

import type { RuleConfig } from "@/contract/types";
import { copyOf, type Draft, type DraftRule, fromConfig, newId } from "@/session/draft/model";
import { moved } from "./tree";

export function newRule(name: string): DraftRule {
  const condition = { id: newId(), field: "department", operator: "equals", value: "" };
  return {
    id: newId(),
    name,
    note: "",
    enabled: true,
    who: { id: newId(), combinator: "and", rules: [condition] },
    then: { import: {} },
  };
}

export function duplicated(rule: DraftRule, name: string): DraftRule {
  return { ...rule, id: newId(), name, who: copyOf(rule.who) };
}

/** `before` an index, or at the end. */
export function withRule(draft: Draft, rule: DraftRule, before = draft.rules.length): Draft {
  return { ...draft, rules: draft.rules.toSpliced(before, 0, rule) };
}

export function withoutRule(draft: Draft, id: string): Draft {
  return { ...draft, rules: draft.rules.filter((rule) => rule.id !== id) };
}

export function changedRule(draft: Draft, id: string, change: Partial<DraftRule>): Draft {
  return { ...draft, rules: draft.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) };
}

/** Unchanged when there is no such place. */
export function movedRule(draft: Draft, id: string, to: number): Draft {
  const from = draft.rules.findIndex((rule) => rule.id === id);
  if (from < 0 || to < 0 || to >= draft.rules.length || from === to) return draft;
  return { ...draft, rules: moved(draft.rules, from, to) };
}

/** The rules of a template; mapping and policies stay as they are. */
export function fromTemplate(draft: Draft, config: RuleConfig["config"]): Draft {
  const { rules, otherwise, default_department } = fromConfig(config);
  return { ...draft, rules, otherwise, default_department };
}
