/** Departments as a tree, by their paths. */

import type { DepartmentView } from "@/contract/types";

const separator = " / ";

/** Those directly below `path`; the first level when absent. */
export function childrenOf(all: DepartmentView[], path: string | undefined): DepartmentView[] {
  return all.filter((department) => parentOf(department.path) === path);
}

function parentOf(path: string): string | undefined {
  const end = path.lastIndexOf(separator);
  return end < 0 ? undefined : path.slice(0, end);
}

export function nameOf(path: string): string {
  return path.split(separator).at(-1) ?? path;
}
