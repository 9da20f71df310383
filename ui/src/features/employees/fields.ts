/** Every field of a person in the order people read them; also the columns an export can have. */

import type { EmployeeRow, Field } from "@/contract/types";

type Beyond = "email" | "aliases" | "department" | "departments" | "kind";
export type Shown = Field | Beyond;

const custom = Array.from({ length: 15 }, (_, index) => `custom${index + 1}` as Field);

export const allFields: readonly Shown[] = [
  "display_name",
  "given_name",
  "surname",
  "email",
  "aliases",
  "department",
  "departments",
  "job_title",
  "company",
  "office",
  "manager",
  "mobile_phone",
  "business_phone",
  "fax",
  "street",
  "postal_code",
  "city",
  "state",
  "country",
  "employee_id",
  "employee_type",
  "hire_date",
  "preferred_language",
  "kind",
  ...custom,
  "note",
];

/** As text; lists with semicolons, empty when there is nothing. */
export function textOf(person: EmployeeRow, field: Shown): string {
  if (field === "aliases") return person.aliases.join("; ");
  if (field === "departments") return person.departments.length > 1 ? person.departments.join("; ") : "";
  return person[field] ?? "";
}

/** Whoever a connection manages has address, departments and kind from there; the rest is pinned when typed. */
export function editable({ owner, status }: EmployeeRow, field: Shown): boolean {
  if (status === "archived" || field === "kind") return false;
  const bySource =
    field === "email" || field === "aliases" || field === "department" || field === "departments";
  return owner === "local" || !bySource;
}
