/** The departments of the invented people, with those that only hold others. */

import type { DepartmentView } from "@/contract/types";
import { person } from "./people";
import type { World } from "./world";

export function departmentsOf(world: World): DepartmentView[] {
  const own = new Map<string, number>();
  const size = Math.min(world.people, 2_000);
  for (let index = 0; index < size; index += 1) {
    const path = person(index, "").department ?? "Main";
    own.set(path, (own.get(path) ?? 0) + 1);
  }
  const paths = new Set([...own.keys()].flatMap(upTo));
  return [...paths].sort().map((path) => {
    const within = [...own].filter(([inner]) => inner === path || inner.startsWith(`${path} / `));
    const people = within.reduce((sum, [, count]) => sum + count, 0);
    return { path, people, own: own.get(path) ?? 0, source: "connection" as const, source_names: [] };
  });
}

/** A path and those above it. */
function upTo(path: string): string[] {
  const levels = path.split(" / ");
  return levels.map((_, index) => levels.slice(0, index + 1).join(" / "));
}
