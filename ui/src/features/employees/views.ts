/** Views of the list that the admin gave a name: search, filters, order and columns, kept on this machine. */

import { useState } from "react";
import type { EmployeeQuery } from "@/contract/types";
import { remember, rememberedText } from "@/session/memory";
import { allColumns, type Column } from "./columns";
import { everyone } from "./query";

export interface View {
  name: string;
  filter: EmployeeQuery;
  columns: readonly Column[];
}

export interface Views {
  all: readonly View[];
  /** Takes the place of one of that name. */
  keep(view: View): void;
  forget(name: string): void;
}

export function useViews(): Views {
  const [all, setAll] = useState<readonly View[]>(kept);
  const put = (views: readonly View[]) => {
    remember("views", JSON.stringify(views));
    setAll(views);
  };
  const without = (name: string) => all.filter((view) => view.name !== name);
  const byName = new Intl.Collator().compare;
  return {
    all,
    keep: (view) => put([...without(view.name), view].sort((a, b) => byName(a.name, b.name))),
    forget: (name) => put(without(name)),
  };
}

/** The one that shows just this. */
export function viewOf(views: readonly View[], filter: EmployeeQuery, columns: readonly Column[]) {
  const shape = (of: Omit<View, "name">) => JSON.stringify([{ ...everyone, ...of.filter }, of.columns]);
  return views.find((view) => shape(view) === shape({ filter, columns }));
}

/** What does not look like views any more is left out; fields that are gone are, too. */
function kept(): View[] {
  try {
    const read: unknown = JSON.parse(rememberedText("views") ?? "[]");
    return Array.isArray(read) ? read.filter(isView).map(current) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  const view = value as View | null;
  return typeof view?.name === "string" && typeof view.filter === "object" && Array.isArray(view.columns);
}

function current({ name, filter, columns }: View): View {
  return {
    name,
    filter: { ...everyone, ...filter },
    columns: allColumns.filter((column) => columns.includes(column)),
  };
}
