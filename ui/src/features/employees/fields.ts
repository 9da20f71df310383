/** What can be done with each field of a person, and where its value comes from. */

import { allFields, type Shown, textOf } from "@/contract/fields";
import type { EmployeeRow } from "@/contract/types";

/** What a file can bring: the list keeps the kind itself. */
export const importable = allFields.filter((field) => field !== "kind");

/** Whoever a connection manages has addresses and kind from there; the rest is kept by hand when typed. */
export function editable({ owner, status }: EmployeeRow, field: Shown): boolean {
  if (status === "archived" || field === "kind") return false;
  return owner === "local" || (field !== "email" && field !== "aliases");
}

/** Whether the value was set by hand and stays until it is reset; departments are kept together. */
export function keptByHand({ pinned }: EmployeeRow, field: Shown): boolean {
  return pinned.includes(field === "departments" ? "department" : field);
}

/** When it was, where that is known. */
export function editedAt({ pinned_at }: EmployeeRow, field: Shown): string | undefined {
  return pinned_at[field === "departments" ? "department" : field];
}

export type ValueOrigin = "source" | "rules" | "edited" | "by_hand";

/** Where a value comes from, as far as there is one. */
export function originOf(person: EmployeeRow, field: Shown): ValueOrigin | undefined {
  if (keptByHand(person, field)) return "edited";
  if (textOf(person, field) === "" || field === "kind") return undefined;
  if (person.owner === "local" || field === "note") return "by_hand";
  return field === "department" || field === "departments" ? "rules" : "source";
}
