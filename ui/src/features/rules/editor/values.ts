/** What a condition's value is, by its operator: one text, several, days, or nothing. */

const lists = new Set(["in", "not_in"]);

/** The value made to fit a newly chosen operator; what was typed is kept where it can be. */
export function afterOperator(operator: string, value: unknown): unknown {
  if (lists.has(operator)) return Array.isArray(value) ? value : [String(value ?? "")].filter(Boolean);
  if (Array.isArray(value)) return value[0] ?? "";
  return value ?? "";
}

export function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}

export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [textOf(value)].filter(Boolean);
}
