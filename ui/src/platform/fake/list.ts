/** The fake's employee list: the invented people with what was edited about them. */

import type { Commands } from "@/contract/commands";
import type {
  EmployeeDetail,
  EmployeePage,
  EmployeeQuery,
  EmployeeRow,
  PersonEdit,
  PersonView,
  WhichPeople,
} from "@/contract/types";
import { everyone } from "@/session/people";
import { fileColumns, importOutlook, importRun } from "./file";
import { person, plain } from "./people";
import { planRowOf } from "./plan";
import { failureOf, runAt, type World } from "./world";

const owner = "Contoso Germany";

export function personOf(world: World, id: number): EmployeeRow {
  const edited = world.edits.get(id);
  if (edited === null) throw failureOf("unknown_employee", { person: String(id) });
  return edited ?? person(id - 1, owner);
}

export function employeePage(world: World, query: EmployeeQuery, start: number, count: number): EmployeePage {
  const { search, archived, paused, edited: byHand, department, source } = query;
  const untouched =
    world.edits.size === 0 && !(search || archived || paused || byHand || department || source);
  if (untouched) {
    const rows = Array.from({ length: Math.max(0, Math.min(count, world.people - start)) }, (_, i) =>
      person(start + i, owner),
    );
    return { total: world.people, rows };
  }
  const found = everybody(world).filter((row) => fits(row, query));
  if (query.descending) found.reverse();
  return { total: found.length, rows: found.slice(start, start + count) };
}

function everybody(world: World): EmployeeRow[] {
  const ids = Array.from({ length: Math.min(world.people, 5_000) }, (_, i) => i + 1);
  const added = [...world.edits.keys()].filter((id) => id > world.people);
  return [...ids, ...added].filter((id) => world.edits.get(id) !== null).map((id) => personOf(world, id));
}

function fits(row: EmployeeRow, query: EmployeeQuery): boolean {
  const { source } = query;
  const text = plain(
    `${row.display_name} ${row.email} ${row.department} ${row.mobile_phone} ${row.business_phone}`,
  );
  return (
    (row.status === "archived") === query.archived &&
    text.includes(plain(query.search)) &&
    (query.department === null || row.department === query.department) &&
    (source === null || (row.owner === "local") === (source.source === "local")) &&
    (!query.paused || row.status === "paused") &&
    (!query.edited || row.pinned.length > 0)
  );
}

export function detailOf(world: World, id: number): EmployeeDetail {
  return { employee: personOf(world, id), history: historyOf(id) };
}

function historyOf(id: number): EmployeeDetail["history"] {
  const { job_title } = person(id - 1, "");
  const moved = [{ field: "job_title", from: "Assistant", to: job_title ?? null }];
  const [later, first] = [runAt(9, 0.4, {}), runAt(4, 4.4, {})];
  return [
    { run: 9, at: later.started_at, kind: "update", reason: { code: "source_changed" }, fields: moved },
    { run: 4, at: first.started_at, kind: "add", reason: { code: "everyone_else" }, fields: [] },
  ];
}

type Handlers = Pick<
  { [C in keyof Commands]: (args: Commands[C]["args"]) => unknown },
  | "archive_keeping"
  | "archived_longer_than"
  | "keep_archive"
  | "person"
  | "edit_person"
  | "edit_people"
  | "take_edit_back"
  | "add_person"
  | "file_columns"
  | "import_people"
>;

export function peopleHandlers(world: World, emit: (event: "changed", tags: unknown) => void): Handlers {
  const change = (id: number, edit: Partial<PersonEdit>) => world.edits.set(id, edited(world, id, edit));
  const changed = () => emit("changed", ["employees", "preview"]);
  return {
    person: ({ person: who }) => viewOf(world, who),
    edit_person: ({ person: who, edit }) => {
      const row = planRowOf(world.shape, who);
      if (row) world.decided.set(who, decidedRow(row, edit));
      changed();
      return viewOf(world, who);
    },
    edit_people: ({ people, edit }) => {
      const ids = idsOf(world, people);
      const before = ids.map((id) => [id, world.edits.get(id)] as const);
      const rows = ids.map((id) => JSON.stringify(personOf(world, id)));
      for (const id of ids) change(id, edit);
      const different = ids.filter((id, at) => JSON.stringify(world.edits.get(id)) !== rows[at]).length;
      changed();
      return { people: different, back: edit.place === "erase" ? null : world.backs.push(before) };
    },
    take_edit_back: ({ edit }) => {
      const before = world.backs[edit - 1];
      if (!before) throw failureOf("edit_outdated");
      delete world.backs[edit - 1];
      for (const [id, row] of before) {
        if (row === undefined) world.edits.delete(id);
        else world.edits.set(id, row);
      }
      changed();
      return before.length;
    },
    archive_keeping: () => ({ days: world.archiveDays }),
    archived_longer_than: ({ days }) => {
      const since = Date.now() - days * 86_400_000;
      return everybody(world).filter(({ archived_at }) => archived_at && Date.parse(archived_at) < since)
        .length;
    },
    keep_archive: ({ days }) => {
      world.archiveDays = days;
      changed();
      return null;
    },
    add_person: ({ email, set }) => {
      const holder = everybody(world).find((row) => row.email === email);
      if (holder) throw taken(holder);
      const id = added(world, email, set);
      changed();
      return viewOf(world, String(id));
    },
    file_columns: () => fileColumns,
    import_people: ({ request }) => {
      const outlook = importOutlook(request);
      if (request.dry_run) return outlook;
      for (const { email, name } of outlook.lines) added(world, email ?? "", [["display_name", name ?? ""]]);
      world.runs = [runAt(world.runs.length + 10, 0, importRun(outlook.adds)), ...world.runs];
      emit("changed", ["employees", "history"]);
      return { ...outlook, dry_run: false, run: world.runs[0]?.run ?? null };
    },
  };
}

function idsOf(world: World, people: WhichPeople): number[] {
  if (people.which === "selected") return people.ids;
  const query = people.which === "filtered" ? people.query : everyone;
  return everybody(world)
    .filter((row) => fits(row, query))
    .map(({ id }) => id);
}

function edited(world: World, id: number, { pause, set, reset, place }: Partial<PersonEdit>) {
  if (place === "erase") return null;
  const row = { ...personOf(world, id) };
  if (pause) row.status = pause === "pause" ? "paused" : "active";
  if (place) row.status = place === "archive" ? "archived" : "active";
  row.archived_at = row.status === "archived" ? new Date().toISOString() : null;
  for (const [field, value] of set ?? []) {
    const same = row.pinned.includes(field) && Reflect.get(row, field) === value;
    Object.assign(row, { [field]: value });
    if (field === "department") row.departments = [value];
    if (row.owner === "local" || field === "note") continue;
    row.pinned = [...new Set([...row.pinned, field])];
    if (!same) row.pinned_at = { ...row.pinned_at, [field]: new Date().toISOString() };
  }
  row.pinned = row.pinned.filter((field) => !reset?.includes(field));
  return row;
}

function added(world: World, email: string, set: [string, string][]): number {
  const id = world.people + world.edits.size + 1;
  const blank = { ...person(id - 1, "local"), ...Object.fromEntries(set), email, object_id: null };
  world.edits.set(id, { ...blank, id, owner: "local", pinned: [], pinned_at: {}, department: "Main" });
  return id;
}

function taken({ id, email, display_name }: EmployeeRow) {
  return failureOf("address_taken", { email, name: display_name ?? email, employee: String(id) });
}

function decidedRow(row: NonNullable<ReturnType<typeof planRowOf>>, { decide }: Partial<PersonEdit>) {
  if (decide?.decision !== "never") return null;
  const reason = { code: "never_import" as const, params: { note: decide.note } };
  return { ...row, kind: null, fields: [], reason };
}

function viewOf(world: World, who: string): PersonView {
  const id = Number(who);
  const row = planRowOf(world.shape, who);
  const employee = Number.isInteger(id) && world.edits.get(id) !== null ? personOf(world, id) : null;
  return {
    employee,
    object_id: employee?.object_id ?? row?.object_id ?? null,
    name: employee?.display_name ?? row?.name ?? who,
    email: employee?.email ?? row?.email ?? null,
    decisions: [],
    history: employee ? historyOf(id) : [],
  };
}
