/**
 * Who is ticked: single rows, or everybody the search and filters leave, also those who are not loaded. From everybody
 * some can be taken out; who the others are is then read at once, and nothing can be done with them until it is known.
 */

import { useCallback, useMemo, useState } from "react";
import { blockSize } from "@/contract/blocks";
import { call } from "@/contract/call";
import type { EmployeeQuery, EmployeeRow, WhichPeople } from "@/contract/types";
import { useTellFailure } from "@/session/notify";
import { only } from "./useEdit";

export interface Ticks {
  count: number;
  /** How many the search and filters leave. */
  total: number;
  /** Everybody of the query is. */
  all: boolean;
  /** Everybody but `out` is to be shown as ticked: the ids of rows. */
  shownAll: boolean;
  out: ReadonlySet<string>;
  /** Who is ticked is being read. */
  reading: boolean;
  people: WhichPeople;
  /** Those ticked one by one. */
  rows: EmployeeRow[];
  archived: boolean;
  /** All of them are. `undefined`: not known of everybody. */
  paused: boolean | undefined;
  /** Grows when every tick is taken off. */
  cleared: number;
  choose(rows: EmployeeRow[], others: EmployeeRow[]): void;
  tickAll(): void;
  clear(): void;
  /** The rows themselves, in their order. */
  read(): Promise<EmployeeRow[]>;
}

export function useTicks(query: EmployeeQuery, total = 0): Ticks {
  const [single, setSingle] = useState<EmployeeRow[]>([]);
  const [whole, setWhole] = useState<string>();
  const [out, setOut] = useState<ReadonlySet<string>>(nobody);
  const [read, setRead] = useState<{ source: string; rows: EmployeeRow[] }>();
  const [cleared, setCleared] = useState(0);
  const tell = useTellFailure();
  const source = JSON.stringify(query);
  const shownAll = whole === source && total > 0;
  const all = shownAll && out.size === 0;
  const known = read?.source === source ? read.rows : undefined;
  const isIn = useCallback(({ id }: EmployeeRow) => !out.has(String(id)), [out]);
  const rest = useMemo(() => known?.filter(isIn), [known, isIn]);
  const rows = shownAll && !all ? (rest ?? []) : single;
  const every = (status: EmployeeRow["status"]) => rows.every((row) => row.status === status);
  const begin = (from: string | undefined) => {
    setWhole(from);
    setOut(nobody);
    setRead(undefined);
  };
  const takeOut = (chosen: EmployeeRow[], others: EmployeeRow[]) => {
    const left = new Set([...out, ...others.map(({ id }) => String(id))]);
    for (const { id } of chosen) left.delete(String(id));
    setOut(left);
    if (known || left.size === 0 || out.size > 0) return;
    void everybody(query, total).then(
      (found) => setRead({ source, rows: found }),
      (failure) => {
        setOut(nobody);
        tell(failure);
      },
    );
  };
  return {
    count: all ? total : shownAll ? (rest?.length ?? total - out.size) : rows.length,
    total,
    all,
    shownAll,
    out,
    reading: shownAll && !all && !rest,
    people: all ? { which: "filtered", query } : only(...rows),
    rows,
    archived: shownAll ? query.archived : every("archived"),
    paused: shownAll ? query.paused || undefined : every("paused"),
    cleared,
    choose: (chosen, others) => {
      if (shownAll) return takeOut(chosen, others);
      setSingle(chosen);
      begin(undefined);
    },
    tickAll: () => begin(source),
    clear: () => {
      setSingle([]);
      begin(undefined);
      setCleared(cleared + 1);
    },
    read: async () => (shownAll ? (await everybody(query, total)).filter(isIn) : rows),
  };
}

const nobody: ReadonlySet<string> = new Set();

async function everybody(query: EmployeeQuery, total: number): Promise<EmployeeRow[]> {
  const found: EmployeeRow[] = [];
  while (found.length < total) {
    const block = await call("employees", { query, start: found.length, count: 5 * blockSize });
    if (block.rows.length === 0) break;
    found.push(...block.rows);
  }
  return found;
}
