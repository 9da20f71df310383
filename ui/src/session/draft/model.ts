/**
 * The configuration while it is edited: the rules file's shape, with ids on what can be moved, and
 * conditions as the query builder holds them.
 */

import type { Condition, Config, Group, Node, Rule } from "@/contract/types";

export interface DraftCondition {
  id: string;
  field: string;
  operator: string;
  /** Text, number or list of texts; what an operator without a value leaves here is not saved. */
  value: unknown;
}

export interface DraftGroup {
  id: string;
  combinator: "and" | "or";
  rules: (DraftCondition | DraftGroup)[];
}

export type DraftRule = Omit<Rule, "who"> & { id: string; who: DraftGroup };
export type Draft = Omit<Config, "rules"> & { rules: DraftRule[] };

let last = 0;

export function newId(): string {
  last += 1;
  return `d${last}`;
}

export function isGroup(node: DraftCondition | DraftGroup): node is DraftGroup {
  return "rules" in node;
}

/** In reading order: the order in which the core numbers conditions. */
export function conditionsOf(group: DraftGroup): DraftCondition[] {
  return group.rules.flatMap((node) => (isGroup(node) ? conditionsOf(node) : [node]));
}

export const valueless: ReadonlySet<string> = new Set(["is_empty", "is_not_empty", "is_true", "is_false"]);

export function fromConfig(config: Config): Draft {
  return { ...config, rules: config.rules.map(fromRule) };
}

export function fromRule(rule: Rule): DraftRule {
  return { ...rule, id: newId(), who: fromGroup(rule.who) };
}

export function toConfig(draft: Draft): Config {
  return {
    ...draft,
    rules: draft.rules.map(({ id: _, who, ...rule }) => ({ ...rule, who: toGroup(who, toNode) })),
  };
}

function fromGroup(group: Group<Node>): DraftGroup {
  const combinator = "all" in group ? "and" : "or";
  const items = "all" in group ? group.all : group.any;
  return { id: newId(), combinator, rules: items.map(fromNode) };
}

function fromNode(node: Node): DraftCondition | DraftGroup {
  if (!("field" in node)) return fromGroup(node);
  return { id: newId(), field: node.field, operator: node.op, value: node.value ?? "" };
}

function toGroup<T>(
  { combinator, rules }: DraftGroup,
  each: (node: DraftCondition | DraftGroup) => T,
): Group<T> {
  const items = rules.map(each);
  return combinator === "and" ? { all: items } : { any: items };
}

function toNode(node: DraftCondition | DraftGroup): Node {
  return isGroup(node) ? toGroup(node, (inner) => toCondition(inner as DraftCondition)) : toCondition(node);
}

function toCondition({ field, operator: op, value }: DraftCondition): Condition {
  return valueless.has(op) ? { field, op } : { field, op, value: value as Condition["value"] };
}

/** The same with new ids, to stand beside the original. */
export function copyOf<T extends DraftCondition | DraftGroup>(node: T): T {
  const copied = { ...node, id: newId() };
  return isGroup(copied) ? { ...copied, rules: copied.rules.map(copyOf) } : copied;
}
