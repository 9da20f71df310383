/** The commands of the rule editor, played over a {@link World}. */

import type { Commands } from "@/contract/commands";
import type { Check, CheckedCondition, Config, Group, Node, RuleProblem } from "@/contract/types";
import { fromRule, isOffAt } from "@/session/draft/model";
import { departmentsOf } from "../departments";
import { plain } from "../people";
import { failureOf, type World } from "../world";
import { defaultMapping, fresh, templates } from "./configuration";
import { directory, fields, groups, type Source, search } from "./directory";
import { broken, fits, holds, items } from "./evaluate";
import { previewOfRules, problemsIn } from "./preview";
import { previewOfDepartments, previewOfMapping } from "./trial";

type Emit = (event: "job" | "changed", payload: unknown) => void;
type Handlers = { [C in keyof Commands]?: (args: Commands[C]["args"]) => unknown };

export function ruleHandlers(world: World, emit: Emit) {
  /** Nothing can be counted before the first read. */
  const everybody = () => directory(world.people + 12);
  const people = () => (world.connections[0]?.last_read_at ? everybody() : []);
  /** Groups are not there yet. */
  const byUsersAlone = (config: Config) =>
    JSON.stringify(config.rules).includes('"member')
      ? null
      : previewOfRules(config, fresh, everybody()).imported;
  const pause = () => new Promise((resolve) => setTimeout(resolve, world.pace));
  const values = (field: string) => {
    const counts = new Map<string, number>();
    for (const { attributes } of people()) {
      for (const value of [attributes[field]].flat()) {
        if (typeof value === "string") counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return [...counts]
      .map(([value, count]) => ({ value, people: count }))
      .sort((a, b) => b.people - a.people);
  };

  return {
    rule_config: () => ({
      config: world.config,
      fields,
      problems: problemsIn(world.config),
      has_directory: people().length > 0,
      default_mapping: defaultMapping,
    }),
    preview_rules: async ({ config }) => {
      await pause();
      return previewOfRules(config, world.config, people());
    },
    save_rules: ({ config, confirmed }) => {
      const off = ({ rule, path }: RuleProblem) => {
        const written = rule === null ? undefined : config.rules[rule];
        return written && (!written.enabled || isOffAt(fromRule(written).who, path));
      };
      const problems = problemsIn(config).filter((problem) => !off(problem));
      const { removes } = previewOfRules(config, world.config, people());
      const saved = problems.length === 0 && (removes.count === 0 || confirmed);
      if (saved) world.config = config;
      if (saved) emit("changed", ["connections", "preview", "rules"]);
      return { saved, problems, removes };
    },
    preview_mapping: async ({ config, person }) => {
      await pause();
      return previewOfMapping(config, world.config, people(), person);
    },
    preview_departments: ({ config }) => {
      const existing = new Set(departmentsOf(world).map(({ path }) => path));
      return previewOfDepartments(config, people(), existing);
    },
    check_person: ({ config, person }) => {
      const found = people().find(({ object_id }) => object_id === person);
      if (!found) throw failureOf("not_in_directory", { person });
      return checked(config, found);
    },
    find_people: ({ search: text }) => search(people(), text),
    field_values: ({ field, search: text, limit }) =>
      values(field)
        .filter(({ value }) => plain(value).includes(plain(text)))
        .slice(0, limit),
    directory_groups: ({ search: text }) =>
      groups.filter(({ name, object_id }) => plain(name).includes(plain(text)) || object_id === text),
    rule_templates: () =>
      templates.map((template) => {
        const preview = previewOfRules(template.config, fresh, people());
        const known = preview.problems.length === 0 && people().length > 0;
        return { ...template, people: known ? preview.imported : null };
      }),
    early_counts: () =>
      world.usersOnly
        ? {
            users: everybody().length,
            imported: byUsersAlone(world.config),
            templates: templates.map(({ code, config }) => ({ code, people: byUsersAlone(config) })),
          }
        : null,
    export_rules_file: () => null,
    import_rules_file: () => fresh,
  } satisfies Handlers;
}

function checked(config: Config, person: Source): Check {
  const rule = config.rules.find(({ enabled, who }) => enabled && fits(who, person));
  const then = rule?.then ?? config.otherwise;
  const imported = "import" in then && person.attributes.hasAddress === true;
  const department = imported ? String(person.attributes.department ?? config.default_department) : null;
  const reason = rule
    ? {
        code: imported ? ("matches_rule" as const) : ("skipped_by_rule" as const),
        params: { rule: rule.name },
      }
    : { code: imported ? ("everyone_else" as const) : ("no_rule_matches" as const) };
  return {
    person: {
      object_id: person.object_id,
      name: person.name,
      email: person.email,
      kind: "person",
      employee: null,
      attributes: person.attributes,
    },
    outcome: imported ? "import" : rule ? "skip" : "not_imported",
    rule: rule?.name ?? null,
    department,
    departments: department ? [department] : [],
    by_hand: null,
    reason,
    conditions: config.rules.flatMap((rule, index) =>
      rule.enabled ? traced(rule.name, index, [], rule.who, person) : [],
    ),
    change: null,
  };
}

function traced(
  rule: string,
  rule_index: number,
  path: number[],
  who: Group<Node>,
  person: Source,
  on = true,
): CheckedCondition[] {
  return items<Node>(who).flatMap((node, at): CheckedCondition[] => {
    const here = [...path, at];
    const enabled = on && node.enabled !== false;
    if (!("field" in node)) return traced(rule, rule_index, here, node as Group<Node>, person, enabled);
    const { field, op: operator, value = null } = node;
    const matches = broken(node) || !enabled ? null : holds(node, person);
    const seen = person.attributes[field] ?? null;
    return [{ rule, rule_index, path: here, field, operator, value, seen, enabled, matches }];
  });
}
