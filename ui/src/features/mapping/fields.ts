/** The mappable fields, and which of them few fill. */

import { fieldOrder } from "@/contract/fields";
import type { Field, Mapping } from "@/contract/types";

/** Fields few organisations fill. */
export function isRare(field: Field): boolean {
  return field.startsWith("custom");
}

export function shownFields(mapping: Mapping): Field[] {
  return fieldOrder.filter((field) => field in mapping);
}
