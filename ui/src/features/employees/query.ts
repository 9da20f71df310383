/** The question put to the list, and how its order follows the table's. */

import type { Sort } from "@/components/gridState";
import type { EmployeeQuery, EmployeeSort } from "@/contract/types";
import { everyone } from "@/session/people";

export { everyone };

/** Whether it leaves active people out. */
export function isFiltered(query: EmployeeQuery): boolean {
  return query.search !== "" || query.archived || filtersOf(query) > 0;
}

/** How many filters are in force beside the search. */
export function filtersOf({ department, source, paused, edited }: EmployeeQuery): number {
  return [department !== null, source !== null, paused, edited].filter(Boolean).length;
}

/** Everybody there, in the order that was chosen. */
export function cleared({ archived, sort, descending }: EmployeeQuery): EmployeeQuery {
  return { ...everyone, archived, sort, descending };
}

/** Columns the core can sort by. */
export const sortOf: Record<string, EmployeeSort> = {
  display_name: "name",
  email: "email",
  department: "department",
  job_title: "job_title",
  office: "office",
  kind: "kind",
};

/** The column that shows the order of a query. */
export function shownSort({ sort, descending }: EmployeeQuery): Sort {
  const column = Object.keys(sortOf).find((name) => sortOf[name] === sort) ?? "display_name";
  return { column, descending };
}

export function orderOf(sort: Sort | undefined): Pick<EmployeeQuery, "sort" | "descending"> {
  const by = sort && sortOf[sort.column];
  return by ? { sort: by, descending: sort.descending } : { sort: "name", descending: false };
}
