/** Rows left out of this run. They belong to one reading: a new preview starts with none. */

import { useMemo, useState } from "react";
import type { ChangeKind, PlanRow } from "@/contract/types";

export interface Skipped {
  ids: string[];
  has(row: PlanRow): boolean;
  skip(rows: PlanRow[]): void;
  include(rows: PlanRow[]): void;
  /** How many of them apply would have written, and how many of those remove someone. */
  writes: number;
  removals: number;
}

export function useSkipped(): Skipped {
  const [kinds, setKinds] = useState<ReadonlyMap<string, ChangeKind | null>>(new Map());
  return useMemo(() => {
    const all = [...kinds.values()];
    return {
      ids: [...kinds.keys()],
      has: (row) => kinds.has(row.object_id),
      skip: (rows) =>
        setKinds((now) => new Map([...now, ...rows.map((r) => [r.object_id, r.kind] as const)])),
      include: (rows) => {
        const back = new Set(rows.map((row) => row.object_id));
        setKinds((now) => new Map([...now].filter(([id]) => !back.has(id))));
      },
      writes: all.filter((kind) => kind !== null && kind !== "conflict").length,
      removals: all.filter((kind) => kind === "remove").length,
    };
  }, [kinds]);
}
