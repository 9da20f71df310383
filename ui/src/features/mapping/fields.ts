/** The mappable fields in the order people read them, and what each comes from by default. */

import type { Field, Mapping } from "@/contract/types";

const order: Field[] = [
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
];

/** Fields few organisations fill. */
export function isRare(field: Field): boolean {
  return field.startsWith("custom");
}

export function shownFields(mapping: Mapping): Field[] {
  const rest = (Object.keys(mapping) as Field[]).filter((field) => !order.includes(field));
  const byNumber = new Intl.Collator("en", { numeric: true }).compare;
  return [...order.filter((field) => field in mapping), ...rest.sort(byNumber)];
}
