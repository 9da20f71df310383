/** Every field of a person in the order people read them; also the columns an export can have. */

import type { EmployeeRow, Field } from "./types";

const custom = Array.from({ length: 15 }, (_, index) => `custom${index + 1}` as Field);

export const fieldOrder: readonly Field[] = [
  "display_name",
  "given_name",
  "surname",
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
  ...custom,
  "note",
];

type Beyond = "email" | "aliases" | "department" | "departments" | "kind";
export type Shown = Field | Beyond;

/** After the name come the address and the departments, before the custom fields the kind. */
const beyond: Partial<Record<Field, readonly Beyond[]>> = {
  surname: ["email", "aliases", "department", "departments"],
  preferred_language: ["kind"],
};

export const allFields: readonly Shown[] = fieldOrder.flatMap((field): readonly Shown[] => [
  field,
  ...(beyond[field] ?? []),
]);

/** As text; lists with semicolons, empty when there is nothing. */
export function textOf(person: EmployeeRow, field: Shown): string {
  if (field === "aliases") return person.aliases.join("; ");
  if (field === "departments") return person.departments.length > 1 ? person.departments.join("; ") : "";
  return person[field] ?? "";
}
