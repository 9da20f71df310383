/** Where a field comes from, in the three ways the editor offers. */

import type { Origin } from "@/contract/types";

export type OriginKind = "fields" | "template" | "nothing";

/** A list attribute's entry: `businessPhones[0]`, or all of them. */
export interface Source {
  name: string;
  /** Counted from 0; undefined: the whole value. */
  index: number | undefined;
}

export function itemsOf(origin: Origin): string[] {
  return Array.isArray(origin) ? origin : [origin];
}

export function kindOf(origin: Origin): OriginKind {
  const items = itemsOf(origin);
  if (items.length === 0) return "nothing";
  return items.length === 1 && items[0]?.includes("{") ? "template" : "fields";
}

/** One source is written plainly, several as a chain; none leaves the field to the admin. */
export function originOf(items: string[]): Origin {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : items;
}

export function sourceOf(text: string): Source {
  const match = /^(.*)\[(\d+)\]$/.exec(text.trim());
  return match ? { name: match[1] ?? "", index: Number(match[2]) } : { name: text.trim(), index: undefined };
}

export function textOf({ name, index }: Source): string {
  return index === undefined ? name : `${name}[${index}]`;
}
