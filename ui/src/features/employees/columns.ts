/** Which columns the list shows: the usual ones, or those the admin chose on this machine. */

import { useState } from "react";
import { allFields, type Shown } from "@/contract/fields";
import { remember, rememberedText } from "@/session/memory";

export type Column = Shown | "owner" | "status";
export const allColumns: readonly Column[] = [...allFields, "owner", "status"];

const usual: readonly Column[] = [
  "display_name",
  "email",
  "department",
  "job_title",
  "office",
  "mobile_phone",
  "kind",
  "owner",
];

export interface Columns {
  shown: readonly Column[];
  choose(columns: readonly Column[]): void;
  reset(): void;
}

export function useColumnChoice(): Columns {
  const [shown, setShown] = useState<readonly Column[]>(kept);
  const choose = (columns: readonly Column[]) => {
    // The name leads every row.
    const next = allColumns.filter((column) => column === "display_name" || columns.includes(column));
    remember("columns", next.join(","));
    setShown(next);
  };
  return { shown, choose, reset: () => choose(usual) };
}

function kept(): readonly Column[] {
  const names = rememberedText("columns")?.split(",") ?? [];
  const known = allColumns.filter((column) => names.includes(column));
  return known.length > 0 ? known : usual;
}

/**
 * The least width of a column, in pixels, and its share of what is left. Texts have two lines; the usual
 * columns stand side by side in a window of 1280, beside the bar that scrolls.
 */
const widths: Partial<Record<Column, number>> = {
  display_name: 130,
  email: 192,
  aliases: 180,
  department: 118,
  departments: 150,
  job_title: 124,
  office: 88,
  mobile_phone: 136,
  business_phone: 146,
  kind: 126,
  owner: 98,
};

export const widthOf = (column: Column) => widths[column] ?? 124;
