/** The fake's idea of conditions: enough for believable counts. What holds is for the core to say. */

import type { Condition, Group, Node, ProblemCode, Rule, RuleProblem } from "@/contract/types";
import { plain } from "../people";
import { fields, groups, type Source } from "./directory";

const valueless = ["is_empty", "is_not_empty", "is_true", "is_false"];
const opposites: Record<string, string> = {
  not_equals: "equals",
  not_contains: "contains",
  not_in: "in",
  is_not_empty: "is_empty",
  not_member_of: "member_of",
};

function list(value: unknown): string[] {
  const several = Array.isArray(value) ? value : [value];
  return several
    .filter((item) => item !== undefined && item !== null && item !== "")
    .map((item) => plain(String(item)));
}

export function holds({ field, op, value }: Condition, { attributes }: Source): boolean {
  const positive = opposites[op];
  if (positive) return !holds({ field, op: positive, value }, { attributes } as Source);
  const seen = list(attributes[field]);
  const wanted = list(value);
  const some = (test: (text: string, value: string) => boolean) =>
    seen.some((text) => wanted.some((item) => test(text, item)));
  switch (op) {
    case "is_empty":
      return seen.length === 0;
    case "is_true":
    case "is_false":
      return attributes[field] === (op === "is_true");
    case "contains":
      return some((text, item) => text.includes(item));
    case "starts_with":
      return some((text, item) => text.startsWith(item));
    case "ends_with":
      return some((text, item) => text.endsWith(item));
    case "before":
      return some((text, item) => text < item);
    case "after":
      return some((text, item) => text > item);
    case "member_of":
      return some(
        (text, item) => text === item || groups.some((g) => g.object_id === text && plain(g.name) === item),
      );
    case "equals":
    case "in":
      return some((text, item) => text === item);
    default:
      return false;
  }
}

export function items<T>(group: Group<T>): T[] {
  return "all" in group ? group.all : group.any;
}

/** What is turned off counts for nothing, nor does a group of which everything is. */
export function counts(node: Node): boolean {
  if (node.enabled === false) return false;
  if ("field" in node) return true;
  return items(node).length === 0 || items(node).some(counts);
}

export function fits(node: Node | Group<Node>, person: Source): boolean {
  if ("field" in node) return holds(node, person);
  const inner = items<Node>(node as Group<Node>).filter(counts);
  if (inner.length === 0) return false;
  return "all" in node ? inner.every((item) => fits(item, person)) : inner.some((item) => fits(item, person));
}

export function broken({
  field,
  op,
  value,
}: Condition): { code: ProblemCode; params: Record<string, string> } | undefined {
  if (!fields.some(({ name }) => name === field)) return { code: "unknown_field", params: { field } };
  if (valueless.includes(op)) return undefined;
  if (list(value).length === 0) return { code: "empty_value", params: { field } };
  const known = groups.some(({ object_id, name }) => object_id === value || name === value);
  return op.endsWith("member_of") && !known
    ? { code: "group_missing", params: { field, group: String(value) } }
    : undefined;
}

export function problemsOf(rule: Rule, index: number): RuleProblem[] {
  const found: RuleProblem[] = [];
  const visit = (node: Node | Group<Node>, path: number[]) => {
    const problem = "field" in node ? broken(node) : undefined;
    const empty = !("field" in node) && items(node as Group<Node>).length === 0;
    const code = problem?.code ?? (empty ? "no_conditions" : undefined);
    if (code) found.push({ rule: index, path, code, params: { ...problem?.params, rule: rule.name } });
    const off = path.length === 0 && !empty && !items<Node>(node as Group<Node>).some(counts);
    if (off) found.push({ rule: index, path, code: "conditions_off", params: { rule: rule.name } });
    if (!("field" in node))
      items<Node>(node as Group<Node>).forEach((item, at) => visit(item, [...path, at]));
  };
  visit(rule.who, []);
  const place = "import" in rule.then ? rule.then.import : {};
  if ("department" in place && place.department === "") {
    found.push({ rule: index, path: [], code: "empty_value", params: { rule: rule.name } });
  }
  return found;
}
