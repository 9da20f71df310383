/** Counts of edited rules over the fake's directory, in the core's shape. */

import type {
  Config,
  Group,
  Node,
  NodeCount,
  PeopleFound,
  RuleCount,
  RulePreview,
  RuleProblem,
} from "@/contract/types";
import { fromRule, isOffAt } from "@/session/draft/model";
import { type Source, short } from "./directory";
import { broken, fits, items, problemsOf } from "./evaluate";

const found = (people: Source[]): PeopleFound => ({
  count: people.length,
  first: people.slice(0, 10).map(short),
});

interface Outcome {
  imported: Source[];
  deciding: Source[][];
  rest: Source[];
  /** Whom a broken rule may fit. */
  open: Source[];
}

function outcome(config: Config, people: Source[]): Outcome {
  const deciding: Source[][] = config.rules.map(() => []);
  const rest: Source[] = [];
  for (const person of people) {
    const rule = config.rules.findIndex(({ enabled, who }) => enabled && fits(who, person));
    (rule < 0 ? rest : (deciding[rule] ?? rest)).push(person);
  }
  const open = config.rules.some((rule, index) => rule.enabled && !isSound(rule, index))
    ? rest.splice(0)
    : [];
  const importing = config.rules.flatMap(({ then }, index) =>
    "import" in then ? (deciding[index] ?? []) : [],
  );
  const others = "import" in config.otherwise ? rest : [];
  return {
    imported: [...importing, ...others].filter(({ attributes }) => attributes.hasAddress),
    deciding,
    rest,
    open,
  };
}

export function previewOfRules(config: Config, saved: Config, people: Source[]): RulePreview {
  const after = outcome(config, people);
  const before = new Set(outcome(saved, people).imported);
  const kept = new Set(after.imported);
  const leaves = found([...before].filter((person) => !kept.has(person)));
  return {
    people: people.length,
    imported: after.imported.length,
    rules: config.rules.map((_, index) => counted(config, index, after.deciding, people)),
    everyone_else: after.rest.length,
    open: after.open.length,
    joins: found(after.imported.filter((person) => !before.has(person))),
    leaves,
    removes: leaves,
    problems: problemsIn(config),
    needs_preview: people.length === 0,
  };
}

export function problemsIn(config: Config): RuleProblem[] {
  return config.rules.flatMap(problemsOf);
}

function isSound(rule: Config["rules"][number], index: number): boolean {
  return !problemsOf(rule, index).some(({ path }) => !isOffAt(fromRule(rule).who, path));
}

function counted(config: Config, index: number, deciding: Source[][], people: Source[]): RuleCount {
  const rule = config.rules[index];
  if (!rule) throw new Error("no such rule");
  const matching = people.filter((person) => fits(rule.who, person));
  const overlaps = deciding.slice(0, index).map((taken, upper) => {
    const shared = taken.filter((person) => matching.includes(person));
    return { rule: upper, people: shared.length, first: shared[0] ? short(shared[0]) : null };
  });
  return {
    matching: isSound(rule, index) ? matching.length : null,
    deciding: deciding[index]?.length ?? 0,
    nodes: items<Node>(rule.who).map((node) => nodeCount(node, people)),
    first: (rule.enabled ? (deciding[index] ?? []) : matching).slice(0, 10).map(short),
    overlaps: overlaps.filter(({ people }) => people > 0),
  };
}

function nodeCount(node: Node, people: Source[]): NodeCount {
  const count = (one: Node) => {
    if ("field" in one && broken(one)) return null;
    return people.filter((person) => fits(one, person)).length;
  };
  const conditions = "field" in node ? [] : items(node as Group<Node>).map(count);
  return { people: conditions.includes(null) ? null : count(node), conditions };
}
