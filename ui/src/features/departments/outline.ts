/** Departments as a tree: by their paths, whose levels ` / ` separates. */

import type { DepartmentSource, DepartmentView } from "@/contract/types";

const separator = " / ";

export interface Line {
  path: string;
  /** From 1. */
  level: number;
  /** The last part of the path. */
  name: string;
  /** People in it and below it. */
  people: number;
  /** Without those below. */
  own: number;
  /** By what it is there. */
  source: DepartmentSource;
  /** What Microsoft 365 calls it, where it was renamed here. */
  sources: string[];
}

/** Parents before their children, each level by name. */
export function lines(departments: DepartmentView[], language: string): Line[] {
  const compare = new Intl.Collator(language, { sensitivity: "base", numeric: true }).compare;
  return departments.map(lineOf).sort((one, other) => inOrder(one.path, other.path, compare));
}

function lineOf({ path, people, own, source, source_names }: DepartmentView): Line {
  const levels = path.split(separator);
  return {
    path,
    level: levels.length,
    name: levels.at(-1) ?? path,
    people,
    own,
    source,
    sources: source_names,
  };
}

export function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(above + separator);
}

function inOrder(one: string, other: string, compare: (a: string, b: string) => number): number {
  const [left, right] = [one.split(separator), other.split(separator)];
  const at = left.findIndex((level, index) => compare(level, right[index] ?? "") !== 0);
  if (at < 0) return left.length - right.length;
  return compare(left[at] ?? "", right[at] ?? "");
}

/** Those that match, and what stands above them. */
export function matching(all: Line[], search: string): Line[] {
  const needle = search.trim().toLowerCase();
  if (!needle) return all;
  const hits = all.filter(({ path }) => path.toLowerCase().includes(needle));
  return all.filter(({ path }) => hits.some((hit) => isWithin(hit.path, path)));
}

/** Those that no closed department hides. */
export function open(all: Line[], closed: ReadonlySet<string>): Line[] {
  const shut = [...closed];
  return all.filter(({ path }) => !shut.some((above) => path !== above && isWithin(path, above)));
}

/** The paths that others lie below of. */
export function parents(all: Line[]): ReadonlySet<string> {
  const levels = all.map(({ path }) => path.split(separator));
  return new Set(
    levels.flatMap((path) => path.slice(1).map((_, at) => path.slice(0, at + 1).join(separator))),
  );
}

/** For other programs: one department per line, indented by tabs. */
export function outlineText(shown: Line[]): string {
  return shown.map(({ level, name }) => "\t".repeat(level - 1) + name).join("\n");
}
