/** A file of people as the fake's open dialog finds it: two newcomers and one who is in the list already. */

import type { FileColumn, Imported, ImportRequest, RunView } from "@/contract/types";
import { person } from "./people";
import { failureOf } from "./world";

export const fileColumns: FileColumn[] = [
  { header: "Name", field: "display_name", samples: ["Jo Ort", "Mia Lang", "Anna Berg"] },
  { header: "E-Mail", field: "email", samples: ["jo.ort@partner.example", "mia@partner.example"] },
  { header: "Badge", field: null, samples: ["17", "18"] },
];

export function importOutlook({ columns, update, dry_run }: ImportRequest): Imported {
  const fields = Object.values(columns).filter(Boolean);
  if (!fields.includes("email")) throw failureOf("no_address_column");
  const { email } = person(0, "");
  const problem = failureOf("line_broken", { line: "4", problem: "address_taken", email });
  const known = update
    ? { line: 4, action: "update" as const, email, name: "Anna Berg", problem: null }
    : { line: 4, action: "problem" as const, email: null, name: null, problem };
  const add = (line: number, address: string, name: string) => ({
    line,
    action: "add" as const,
    email: address,
    name,
    problem: null,
  });
  return {
    dry_run,
    run: null,
    people: update ? 3 : 2,
    adds: 2,
    updates: update ? 1 : 0,
    unchanged: 0,
    problems: update ? 0 : 1,
    encoding: "Windows-1252",
    separator: ";",
    columns: Object.entries(columns).map(([header, field]) => [header, field || null]),
    lines: [add(2, "jo.ort@partner.example", "Jo Ort"), add(3, "mia@partner.example", "Mia Lang"), known],
  };
}

export function importRun(add: number): Partial<RunView> {
  const nothing = { update: 0, link: 0, restore: 0, remove: 0, conflict: 0, not_imported: 0, unchanged: 0 };
  return {
    trigger: "import",
    connection: "local",
    connection_id: null,
    read: null,
    counts: { ...nothing, add },
  };
}
