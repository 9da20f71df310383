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
  /** Turned off, in the query builder's word. */
  muted?: boolean;
}

export interface DraftGroup {
  id: string;
  combinator: "and" | "or";
  rules: (DraftCondition | DraftGroup)[];
  /** Turned off; never the root, whose rule has a switch of its own. */
  muted?: boolean;
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

/** What counts of a group: nothing that is turned off, and no group of which all is. */
export function counting(group: DraftGroup): (DraftCondition | DraftGroup)[] {
  return group.rules.filter((node) => {
    if (node.muted) return false;
    return !isGroup(node) || node.rules.length === 0 || counting(node).length > 0;
  });
}

/** Whether what stands at a path of the tree, or around it, is turned off. */
export function isOffAt(root: DraftGroup, [at, ...deeper]: readonly number[]): boolean {
  const node = at === undefined ? undefined : root.rules[at];
  if (!node) return false;
  return Boolean(node.muted) || (isGroup(node) && isOffAt(node, deeper));
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
  const off = node.enabled === false && { muted: true };
  if (!("field" in node)) return { ...fromGroup(node), ...off };
  return { id: newId(), field: node.field, operator: node.op, value: node.value ?? "", ...off };
}

function toGroup<T>(
  { combinator, rules }: DraftGroup,
  each: (node: DraftCondition | DraftGroup) => T,
): Group<T> {
  const items = rules.map(each);
  return combinator === "and" ? { all: items } : { any: items };
}

function toNode(node: DraftCondition | DraftGroup): Node {
  if (!isGroup(node)) return toCondition(node);
  const group = toGroup(node, (inner) => toCondition(inner as DraftCondition));
  return { ...group, ...(node.muted && { enabled: false }) };
}

function toCondition({ field, operator: op, value, muted }: DraftCondition): Condition {
  const off = muted && { enabled: false };
  return valueless.has(op)
    ? { field, op, ...off }
    : { field, op, value: value as Condition["value"], ...off };
}

/** The same with new ids, to stand beside the original. */
export function copyOf<T extends DraftCondition | DraftGroup>(node: T): T {
  const copied = { ...node, id: newId() };
  return isGroup(copied) ? { ...copied, rules: copied.rules.map(copyOf) } : copied;
}
