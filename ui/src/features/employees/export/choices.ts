/** The choices of an export as plain values. */

import type { EmployeeQuery, ExportFormat, WhichPeople } from "@/contract/types";

/** Every format with the ending of its files. */
const endings: Record<ExportFormat, string> = {
  xlsx: "xlsx",
  csv_excel_de: "csv",
  csv_excel_us: "csv",
  csv_plain: "csv",
  json: "json",
  vcard: "vcf",
  ldif: "ldif",
};

export const formatChoices = Object.keys(endings) as ExportFormat[];

export type Rows = "all" | "filtered" | "selected";

export function rowsOf(rows: Rows, query: EmployeeQuery, ids: number[]): WhichPeople {
  if (rows === "filtered") return { which: "filtered", query };
  return rows === "selected" ? { which: "selected", ids } : { which: "all" };
}

/** Regions with a decimal comma open CSV files with semicolons: that one comes first there. */
export function offeredIn(tag: string): ExportFormat[] {
  const comma = new Intl.NumberFormat(tag).format(1.5).includes(",");
  const first: ExportFormat = comma ? "csv_excel_de" : "csv_excel_us";
  const others = formatChoices.filter((format) => format !== "xlsx" && format !== first);
  return ["xlsx", first, ...others];
}

export function extensionOf(format: ExportFormat): string {
  return endings[format];
}
