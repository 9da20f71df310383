/** The invented people by who reports to whom: the first one at the top, six below each, some alone. */

import type { ChartBranch, ChartPage, ChartPerson } from "@/contract/types";
import { person } from "./people";
import type { World } from "./world";

const span = 6;

export function chartPage(world: World, branch: ChartBranch, start: number, count: number): ChartPage {
  const placed = Math.ceil(world.people * 0.9);
  const ids = idsOf(branch, placed, world.people);
  const people = ids.slice(start, start + count).map((id) => chartPerson(id, placed));
  return { total: ids.length, alone: world.people - placed, people };
}

export function chartPath(world: World, id: number): ChartPerson[] {
  const placed = Math.ceil(world.people * 0.9);
  return [...managersAbove(id), id].map((above) => chartPerson(above, placed));
}

/** The topmost first. */
function managersAbove(id: number): number[] {
  const manager = id > 1 ? Math.ceil((id - 1) / span) : undefined;
  return manager === undefined ? [] : [...managersAbove(manager), manager];
}

function idsOf(branch: ChartBranch, placed: number, people: number): number[] {
  if (branch.which === "tops") return placed > 0 ? [1] : [];
  if (branch.which === "alone") return range(placed + 1, people);
  return range((branch.manager - 1) * span + 2, Math.min(branch.manager * span + 1, placed));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function chartPerson(id: number, placed: number): ChartPerson {
  const { display_name, job_title, department } = person(id - 1, "");
  const below = (manager: number): number =>
    idsOf({ which: "reports", manager }, placed, placed).reduce((sum, report) => sum + 1 + below(report), 0);
  return {
    id,
    name: display_name ?? "",
    job_title: job_title ?? null,
    department: department ?? null,
    reports: id > placed ? 0 : idsOf({ which: "reports", manager: id }, placed, placed).length,
    below: id > placed ? 0 : below(id),
    manager_elsewhere: id === placed + 1 ? "Robin Elsewhere" : null,
  };
}
