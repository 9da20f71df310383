/** The question put to the list, and how its order follows the table's. */

import type { Sort } from "@/components/RowGrid";
import type { EmployeeQuery, EmployeeSort } from "@/contract/types";

export { everyone } from "@/session/people";

/** Whether it leaves active people out. */
export function isFiltered(query: EmployeeQuery): boolean {
  const { search, archived, department, source, paused, edited } = query;
  return search !== "" || archived || paused || edited || department !== null || source !== null;
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

export function orderOf(sort: Sort | undefined): Pick<EmployeeQuery, "sort" | "descending"> {
  const by = sort && sortOf[sort.column];
  return by ? { sort: by, descending: sort.descending } : { sort: "name", descending: false };
}
