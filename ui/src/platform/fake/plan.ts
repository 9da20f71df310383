/** A believable plan over the invented people. */

import type { Counts, PlanPage, PlanQuery, PlanRow, PlanTab, Preview, Reason } from "@/contract/types";
import { person, plain } from "./people";

export interface PlanShape {
  add: number;
  update: number;
  remove: number;
  conflict: number;
  not_imported: number;
  unchanged: number;
  /** Removals above it hold the plan. */
  limit: number;
}

const none = { from: null, to: null };

function row(index: number, kind: PlanRow["kind"], reason: Reason, fields: PlanRow["fields"] = []): PlanRow {
  const { object_id, display_name, email, department } = person(index, "Contoso");
  return {
    kind,
    object_id: object_id ?? "",
    employee: kind === "add" ? null : index + 1,
    name: display_name ?? email,
    email,
    department,
    fields,
    rule: null,
    reason,
  };
}

function added(index: number): PlanRow {
  const { email, department, display_name, job_title, office } = person(index, "Contoso");
  const values = { display_name, email, department, job_title: job_title ?? null, office: office ?? null };
  const fields = Object.entries(values).map(([field, to]) => ({ ...none, field, to: to ?? null }));
  if (index % 5 !== 4) return row(index, "add", { code: "everyone_else" }, fields);
  const rule = "Sales team";
  return { ...row(index, "add", { code: "matches_rule", params: { rule } }, fields), rule };
}

function updated(index: number): PlanRow {
  if (index % 3 === 0) {
    const move = [{ field: "department", from: "Sales / EMEA", to: person(index, "").department }];
    return row(index, "update", { code: "department_changed" }, move);
  }
  const fields = [
    { field: "job_title", from: "Assistant", to: person(index, "").job_title ?? null },
    { field: "mobile_phone", from: "+49 151 2000000", to: index % 2 ? null : "+49 160 5550123" },
  ];
  const known = { email: person(index, "").email, name: "A. Berg" };
  if (index % 7 === 0) return row(index, "link", { code: "same_email", params: known }, fields);
  return row(index, "update", { code: "source_changed" }, fields);
}

function removed(index: number): PlanRow {
  const moved = { attribute: "department", from: person(index, "").department ?? "", to: "" };
  const reasons: Reason[] = [
    { code: "no_longer_matches", params: moved },
    { code: "gone_from_directory" },
    { code: "account_disabled" },
  ];
  return row(index, "remove", reasons[index % 3] as Reason);
}

const conflicting = (index: number) =>
  row(index, "conflict", {
    code: "several_candidates",
    params: { email: person(index, "").email, names: "Anna Berg, A. Berg" },
  });

function left(index: number): PlanRow {
  const reasons: Reason[] = [
    { code: "skipped_by_rule", params: { rule: "Guests", kind: "guest" } },
    { code: "no_address", params: { domains: "contoso.example" } },
    { code: "managed_elsewhere", params: { connection: "Fabrikam" } },
  ];
  return row(index, null, reasons[index % 3] ?? { code: "no_rule_matches" });
}

/** Some are paused, as some always are. */
function staying(index: number): PlanRow {
  const reason: Reason = { code: index % 40 === 3 ? "paused" : "unchanged" };
  const { object_id, display_name, email, department } = person(index, "Contoso");
  const id = { object_id: object_id ?? "", employee: index + 1 };
  return {
    ...id,
    kind: null,
    name: display_name ?? email,
    email,
    department,
    fields: [],
    rule: null,
    reason,
  };
}

const makers = [
  ["remove", removed],
  ["conflict", conflicting],
  ["add", added],
  ["update", updated],
  ["not_imported", left],
  ["unchanged", staying],
] as const;

/** Each sort of row has its own million of people, so that none appears twice. */
function nth(
  parts: readonly (typeof makers)[number][],
  shape: PlanShape,
  index: number,
): PlanRow | undefined {
  let inside = index;
  for (const part of parts) {
    const [name, make] = part;
    if (inside < shape[name]) return make(makers.indexOf(part) * 1_000_000 + inside);
    inside -= shape[name];
  }
  return undefined;
}

export type Decided = ReadonlyMap<string, PlanRow | null>;

/** What decisions by hand left of a tab: changed rows are gone from it, never imported ones stand apart. */
function afterDecisions(shape: PlanShape, tab: PlanTab, decided: Decided): PlanRow[] {
  const rows = planPage(shape, tab, 0, 10_000).rows.filter((found) => !decided.has(found.object_id));
  if (tab !== "not_imported") return rows;
  return [...[...decided.values()].filter((found) => found !== null), ...rows];
}

function queried(rows: PlanRow[], { search, sort, descending }: PlanQuery): PlanRow[] {
  const found = rows.filter((row) =>
    plain(`${row.name} ${row.email} ${row.department}`).includes(plain(search)),
  );
  if (!sort) return found;
  const sorted = found.toSorted((a, b) => String(a[sort] ?? "").localeCompare(String(b[sort] ?? "")));
  return descending ? sorted.reverse() : sorted;
}

/** Of the first rows, which is enough to try it. */
export function planJump(shape: PlanShape, decided: Decided, query: PlanQuery, typed: string, from: number) {
  const { rows } = decidedPage(shape, decided, { query, start: 0, count: 2_000 });
  return jump(
    rows.map(({ name }) => name),
    typed,
    from,
  );
}

export function jump(names: string[], typed: string, from: number): number | null {
  const begins = (name: string) => plain(name).startsWith(plain(typed));
  const after = names.findIndex((name, index) => index >= from && begins(name));
  const found = after >= 0 ? after : names.findIndex(begins);
  return found >= 0 ? found : null;
}

export function decidedPage(
  shape: PlanShape,
  decided: Decided,
  { query, start, count }: { query: PlanQuery; start: number; count: number },
): PlanPage {
  const { tab, search, sort } = query;
  if (decided.size === 0 && !search && !sort) return planPage(shape, tab, start, count);
  const rows = queried(afterDecisions(shape, tab, decided), query);
  return { total: rows.length, rows: rows.slice(start, start + count) };
}

export function decidedShape(shape: PlanShape, decided: Decided): PlanShape {
  if (decided.size === 0) return shape;
  const count = (tab: PlanTab) => afterDecisions(shape, tab, decided).length;
  const [add, update, remove] = [count("add"), count("update"), count("remove")];
  return { ...shape, add, update, remove, not_imported: count("not_imported") };
}

/** The row of the plan that speaks of this account. */
export function planRowOf(shape: PlanShape, object: string): PlanRow | undefined {
  const tabs = ["all", "not_imported"] as const;
  return tabs.flatMap((tab) => planPage(shape, tab, 0, 10_000).rows).find((r) => r.object_id === object);
}

/** Rows are made as they are asked for: a plan of a hundred thousand costs nothing. */
export function planPage(shape: PlanShape, tab: PlanTab, start: number, count: number): PlanPage {
  const beside = ["not_imported", "unchanged"];
  const parts = makers.filter(([name]) => name === tab || (tab === "all" && !beside.includes(name)));
  const total = parts.reduce((sum, [name]) => sum + shape[name], 0);
  const rows: PlanRow[] = [];
  for (let index = start; index < Math.min(start + count, total); index += 1) {
    const made = nth(parts, shape, index);
    if (made) rows.push(made);
  }
  return { total, rows };
}

/** People whom a run left as they were. */
export function passedOver(total: number): PlanPage {
  const rows = Array.from({ length: total }, (_, index) =>
    index % 2 === 0
      ? row(5_000_000 + index, null, { code: "skipped_this_time" })
      : row(5_000_000 + index, null, { code: "bad_record", params: { problem: "unreadable" } }),
  );
  return { total, rows };
}

export function previewOf(shape: PlanShape, connection: number, name: string, now: Date): Preview {
  const { limit, ...numbers } = shape;
  const counts: Counts = { ...numbers, link: 0, restore: 0 };
  return {
    connection,
    connection_name: name,
    plan: `plan-${Object.values(shape).join("-")}`,
    read_at: new Date(now.getTime() - 120_000).toISOString(),
    complete: true,
    guard: { status: shape.remove > limit ? "held" : "ok", removals: shape.remove, limit },
    counts,
    new_departments: shape.add > 0 ? ["Marketing", "Sales / DACH"] : [],
    warnings:
      shape.add > 0
        ? [{ code: "shared_address", params: { email: "info@contoso.example", names: "Reception, Info" } }]
        : [],
    blocked: false,
    look: false,
    checked: Object.values(numbers).reduce((sum, n) => sum + n, 0),
    outdated: false,
  };
}
