/** The fields of the list in the order people read them, wherever they stand in a row. */

import type { Field } from "./types";

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
