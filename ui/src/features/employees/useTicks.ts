/** Who is ticked: single rows, or everybody the search and filters leave, also those who are not loaded. */

import { useState } from "react";
import { blockSize } from "@/contract/blocks";
import { call } from "@/contract/call";
import type { EmployeeQuery, EmployeeRow, WhichPeople } from "@/contract/types";
import { only } from "./useEdit";

export interface Ticks {
  count: number;
  /** How many the search and filters leave. */
  total: number;
  /** Everybody of the query is. */
  all: boolean;
  people: WhichPeople;
  /** Those ticked one by one. */
  rows: EmployeeRow[];
  archived: boolean;
  /** All of them are. `undefined`: not known of everybody. */
  paused: boolean | undefined;
  /** Grows when every tick is taken off. */
  cleared: number;
  choose(rows: EmployeeRow[]): void;
  tickAll(): void;
  clear(): void;
  /** The rows themselves, in their order. */
  read(): Promise<EmployeeRow[]>;
}

export function useTicks(query: EmployeeQuery, total = 0): Ticks {
  const [rows, setRows] = useState<EmployeeRow[]>([]);
  const [whole, setWhole] = useState<string>();
  const [cleared, setCleared] = useState(0);
  const source = JSON.stringify(query);
  const all = whole === source && total > 0;
  const every = (status: EmployeeRow["status"]) => rows.every((row) => row.status === status);
  return {
    count: all ? total : rows.length,
    total,
    all,
    people: all ? { which: "filtered", query } : only(...rows),
    rows,
    archived: all ? query.archived : every("archived"),
    paused: all ? query.paused || undefined : every("paused"),
    cleared,
    choose: (chosen) => {
      setRows(chosen);
      setWhole(undefined);
    },
    tickAll: () => setWhole(source),
    clear: () => {
      setRows([]);
      setWhole(undefined);
      setCleared(cleared + 1);
    },
    read: async () => (all ? everybody(query, total) : rows),
  };
}

async function everybody(query: EmployeeQuery, total: number): Promise<EmployeeRow[]> {
  const found: EmployeeRow[] = [];
  while (found.length < total) {
    const block = await call("employees", { query, start: found.length, count: 5 * blockSize });
    if (block.rows.length === 0) break;
    found.push(...block.rows);
  }
  return found;
}
