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

const widths: Partial<Record<Column, number>> = {
  display_name: 200,
  email: 240,
  department: 180,
  departments: 200,
  job_title: 180,
  manager: 160,
  mobile_phone: 150,
  business_phone: 150,
};

export const widthOf = (column: Column) => widths[column] ?? 140;
