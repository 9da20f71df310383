/** The departments of the invented people, with those that only hold others. */

import type { Commands } from "@/contract/commands";
import type { DepartmentView } from "@/contract/types";
import { person } from "./people";
import { failureOf, type World } from "./world";

export function departmentsOf(world: World): DepartmentView[] {
  const here = (source: string) => nameHere(world, source);
  const own = new Map<string, number>();
  const size = Math.min(world.people, 2_000);
  for (let index = 0; index < size; index += 1) {
    const path = here(person(index, "").department ?? "Main");
    own.set(path, (own.get(path) ?? 0) + 1);
  }
  const paths = new Set([...own.keys(), ...world.emptyDepartments].flatMap(upTo));
  return [...paths].sort().map((path) => {
    const within = [...own].filter(([inner]) => inner === path || inner.startsWith(`${path} / `));
    const people = within.reduce((sum, [, count]) => sum + count, 0);
    return {
      path,
      people,
      own: own.get(path) ?? 0,
      source: "connection" as const,
      source_names: namesOf(world, path),
    };
  });
}

/** By the longest remembered name that fits. */
function nameHere(world: World, source: string): string {
  const known = upTo(source).findLast((above) => world.renames.has(above));
  return known === undefined ? source : (world.renames.get(known) ?? known) + source.slice(known.length);
}

function namesOf(world: World, path: string): string[] {
  return [...world.renames].filter(([, here]) => here === path).map(([source]) => source);
}

type Changing = "rename_department" | "remove_department" | "forget_department_name";

export function departmentHandlers(world: World, changed: () => void) {
  const find = (path: string) =>
    departmentsOf(world).find((one) => one.path.toLowerCase() === path.trim().toLowerCase());
  const handlers: { [C in Changing]: (args: Commands[C]["args"]) => Commands[C]["result"] } = {
    rename_department: ({ from, to, merge }) => {
      const [old, taken] = [find(from), find(to)];
      if (!old) throw failureOf("unknown_department", { department: from });
      if (taken && taken !== old && !merge) {
        const numbers = { people: String(taken.people), moving: String(old.people) };
        throw failureOf("department_exists", { department: taken.path, from: old.path, ...numbers });
      }
      const path = taken?.path ?? to;
      for (const source of old.source_names) world.renames.set(source, path);
      if (old.source_names.length === 0) world.renames.set(old.path, path);
      world.renames.delete(path);
      changed();
      const source_names = namesOf(world, path);
      return { from: old.path, to: path, merged: taken !== undefined, people: old.people, source_names };
    },
    remove_department: ({ path }) => {
      const people = find(path)?.people ?? 0;
      if (people > 0) throw failureOf("department_not_empty", { department: path, people: String(people) });
      world.emptyDepartments = world.emptyDepartments.filter((one) => one !== path);
      changed();
      return null;
    },
    forget_department_name: ({ name }) => {
      world.renames.delete(name);
      changed();
      return null;
    },
  };
  return handlers;
}

/** A path and those above it. */
function upTo(path: string): string[] {
  const levels = path.split(" / ");
  return levels.map((_, index) => levels.slice(0, index + 1).join(" / "));
}
