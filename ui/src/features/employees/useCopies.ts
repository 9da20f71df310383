/** Rows as spreadsheets take them, with tabs and lines; addresses as mail programs take them. */

import { useTranslation } from "react-i18next";
import { useCopy } from "@/components/useCopy";
import { type Shown, textOf } from "@/contract/fields";
import type { EmployeeRow } from "@/contract/types";
import { useWords } from "@/i18n/words";

export interface Copies {
  table(rows: EmployeeRow[]): void;
  emails(rows: EmployeeRow[]): void;
}

export function useCopies(columns: readonly string[]): Copies {
  const { t } = useTranslation();
  const words = useWords();
  const copy = useCopy();
  const cell = (row: EmployeeRow, column: string) => {
    if (column === "status") return t(`status.${row.status}`);
    const value = column === "owner" ? row.owner : textOf(row, column as Shown);
    return words.value(column, value).replace(/[\t\r\n]+/g, " ");
  };
  const line = (row: EmployeeRow) => columns.map((column) => cell(row, column)).join("\t");
  const heading = columns.map(words.field).join("\t");
  return {
    table: (rows) =>
      void copy([heading, ...rows.map(line)].join("\n"), t("employees.copied_rows", { count: rows.length })),
    emails: (rows) =>
      void copy(
        rows.map(({ email }) => email).join("; "),
        t("employees.copied_emails", { count: rows.length }),
      ),
  };
}
