/** The choices of an export as plain values. */

import type { EmployeeQuery, ExportFormat, ExportRows } from "@/contract/types";

export const formatChoices: readonly ExportFormat[] = ["xlsx", "csv_excel_de", "csv_excel_us", "csv_plain"];

export type Rows = "all" | "filtered" | "selected";

export function rowsOf(rows: Rows, query: EmployeeQuery, ids: number[]): ExportRows {
  if (rows === "filtered") return { which: "filtered", query };
  return rows === "selected" ? { which: "selected", ids } : { which: "all" };
}

/** Regions with a decimal comma open CSV files with semicolons: that one comes first there. */
export function preferredCsv(language: string): ExportFormat[] {
  const comma = new Intl.NumberFormat(language).format(1.5).includes(",");
  return comma
    ? ["csv_excel_de", "csv_excel_us", "csv_plain"]
    : ["csv_excel_us", "csv_excel_de", "csv_plain"];
}

export function extensionOf(format: ExportFormat): string {
  return format === "xlsx" ? "xlsx" : "csv";
}

/** Such as `employees-contoso-2026-11-20.xlsx`, in the local day. */
export function fileName(
  word: string,
  connection: string | undefined,
  now: Date,
  format: ExportFormat,
): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
    String(part).padStart(2, "0"),
  );
  const name = [word, connection, day.join("-")].filter(Boolean).map((part) => plain(String(part)));
  return `${name.join("-")}.${extensionOf(format)}`;
}

/** Letters and digits of any script; what file systems refuse becomes a dash. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
