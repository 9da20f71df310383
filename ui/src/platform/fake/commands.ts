/** The commands of the core, played over a {@link World}. */

import type { Commands } from "@/contract/commands";
import type {
  ConnectionView,
  Counts,
  Failure,
  RunView,
  ScheduleView,
  SignInStarted,
  Undone,
  UndoPreview,
} from "@/contract/types";
import { departmentHandlers, departmentsOf } from "./departments";
import { desktopHandlers } from "./desktop";
import { detailOf, employeePage, peopleHandlers } from "./list";
import { chartPage, chartPath } from "./organisation";
import { person } from "./people";
import { decidedPage, decidedShape, jump, passedOver, planJump, planPage, previewOf } from "./plan";
import { ruleHandlers } from "./rules/commands";
import { failureOf, noCounts, runAt, sampleStatus, type World, worldOf } from "./world";

type Emit = (event: "job" | "changed", payload: unknown) => void;
type Handlers = { [C in keyof Commands]: (args: Commands[C]["args"]) => unknown };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sign-ins under way: how each of them is settled. */
interface Attempt {
  settle(connection: ConnectionView): void;
  fail(failure: Failure): void;
  answer: Promise<ConnectionView>;
}

export function handlers(world: World, emit: Emit): Handlers {
  const attempts = new Map<number, Attempt>();
  let lastAttempt = 0;
  let lastJob = 0;
  const stopped = new Set<number>();

  const begin = (): SignInStarted => {
    lastAttempt += 1;
    attempts.set(lastAttempt, newAttempt());
    const url = `https://login.example/authorize?state=${lastAttempt}`;
    const admin_consent_url = "https://login.example/organizations/v2.0/adminconsent?client_id=14d82eec";
    return { attempt: lastAttempt, url, browser_opened: false, timeout: 300, admin_consent_url };
  };
  /** The "browser": with a pace it signs in by itself after a while, as an admin would. */
  const browse = (attempt: number) => {
    const signIn = () => {
      attempts.get(attempt)?.settle(connect(world));
      emit("changed", ["connections"]);
    };
    if (world.pace > 0) setTimeout(signIn, world.pace * 12);
    return true;
  };
  const read = async (connection: number) => {
    lastJob += 1;
    const job = lastJob;
    const steps = [
      ["signing_in", 0, null],
      ["reading_users", 80, null],
      ["reading_users", 160, null],
      ["reading_groups", 12, 12],
      ["planning", 179, 179],
    ] as const;
    for (const [phase, done, total] of steps) {
      emit("job", { job, connection, phase, done, total });
      await pause(world.pace);
      if (stopped.has(job)) break;
    }
    emit("job", { job, connection, phase: "finished", done: 0, total: null });
    if (stopped.has(job)) throw failureOf("stopped");
  };

  return {
    app_status: () => world.status,
    data_size: () => 4_718_592,
    back_up: ({ path }) => ({ path, bytes: 1_228_800 }),
    restore_backup: ({ path }) => {
      if (!path.endsWith(".rollcall")) throw failureOf("not_a_backup", { path });
      const { status: _, ...restored } = worldOf("connected", world.pace);
      Object.assign(world, restored);
      return {
        set_aside: `${world.status.data_dir}/rollcall.sqlite.aside-20261121-030000000`,
        connections: 1,
        people: world.people,
        sign_in_needed: ["Contoso Germany"],
      };
    },
    explore_sample: () => Object.assign(world, worldOf("sample", world.pace)).status,
    leave_sample: () => Object.assign(world, worldOf("first", world.pace)).status,
    next_sample_day: () => {
      const day = (world.status.sample?.day ?? 0) + 1;
      world.status = { ...world.status, sample: { ...sampleStatus, day } };
      return world.status;
    },

    connections: () =>
      world.connections.map((one) =>
        one.state === "connected" && world.schedule.off.has(one.id) ? { ...one, state: "paused" } : one,
      ),
    rename_connection: ({ connection, name }) => {
      if (world.connections.some((other) => other.name === name))
        throw failureOf("connection_exists", { name });
      world.connections = world.connections.map((c) => (c.id === connection ? { ...c, name } : c));
      emit("changed", ["connections"]);
      return world.connections.find((c) => c.id === connection);
    },
    disconnect: ({ connection }) => {
      world.connections = world.connections.filter((c) => c.id !== connection);
      emit("changed", ["connections", "employees", "history", "preview"]);
      return world.people;
    },

    begin_sign_in: begin,
    begin_sign_in_again: begin,
    admin_consent_url: ({ request }) =>
      `https://login.example/${request.tenant ?? "organizations"}/v2.0/adminconsent?client_id=${request.client_id ?? "own"}`,
    admin_consent_url_again: ({ app }) =>
      `https://login.example/contoso/v2.0/adminconsent?client_id=${app ?? "14d82eec"}`,
    open_sign_in_page: ({ attempt }) => browse(attempt),
    await_sign_in: ({ attempt }) => attempts.get(attempt)?.answer,
    cancel_sign_in: ({ attempt }) => {
      attempts.get(attempt)?.fail(failureOf("sign_in_cancelled"));
      return null;
    },

    preview: async ({ connection }) => {
      await read(connection);
      const name = world.connections.find((c) => c.id === connection)?.name ?? "";
      world.connections = world.connections.map((c) => ({ ...c, last_read_at: new Date().toISOString() }));
      emit("changed", ["connections", "rules"]);
      world.preview = previewOf(world.shape, connection, name, new Date());
      return world.preview;
    },
    current_preview: ({ connection }) => (world.preview?.connection === connection ? world.preview : null),
    plan_again: ({ connection }) => {
      const name = world.connections.find((c) => c.id === connection)?.name ?? "";
      const { read_at } = world.preview ?? {};
      const made = previewOf(decidedShape(world.shape, world.decided), connection, name, new Date());
      world.preview = { ...made, read_at: read_at ?? made.read_at };
      return world.preview;
    },
    look: ({ connection }) => {
      world.shape = { ...world.shape, remove: 2 };
      const warnings = world.preview?.warnings.map((one) => ({ ...one, code: "rule_left_out" as const }));
      const look = previewOf(world.shape, connection, "Contoso Germany", new Date());
      return { ...look, look: true, complete: false, blocked: true, warnings: warnings ?? [] };
    },
    plan_rows: (args) => decidedPage(world.shape, world.decided, args),
    plan_jump: ({ query, typed, from }) => planJump(world.shape, world.decided, query, typed, from),
    apply: ({ allowRemovals }) => applied(world, allowRemovals, emit),

    ...ruleHandlers(world, emit),

    employee_count: () => world.people,
    departments: () => departmentsOf(world),
    department_count: () => departmentsOf(world).length,
    ...departmentHandlers(world, () => emit("changed", ["connections", "employees", "preview", "rules"])),

    chart_page: ({ branch, start, count }) => chartPage(world, branch, start, count),
    chart_path: ({ id }) => chartPath(world, id),
    export_chart: ({ request }) => ({ path: request.path, boxes: world.people, bytes: 48_120 }),

    employees: ({ query, start, count }) => employeePage(world, query, start, count),
    employee_jump: ({ query, typed, from }) => {
      const { rows } = employeePage(world, query, 0, 2_000);
      return jump(
        rows.map((row) => row.display_name ?? ""),
        typed,
        from,
      );
    },
    employee: ({ id }) => detailOf(world, id),
    ...peopleHandlers(world, emit),
    export_people: ({ request }) => ({ path: request.path, people: world.people, bytes: 18_944 }),
    refresh_file: () => world.refresh,
    set_refresh_file: ({ file }) => {
      world.refresh = file;
      emit("changed", ["connections"]);
      return null;
    },
    write_table: () => 9_216,
    reveal: () => null,

    history: ({ start, count }) => world.runs.slice(start, start + count),
    runs_of: ({ person: id }) => world.runs.filter(({ counts }) => counts.update > 0 || counts.add > id),
    run_rows: ({ run, tab, start, count }) => {
      if (tab === "not_imported") return passedOver(world.runs.find((r) => r.run === run)?.passed_over ?? 0);
      const { add, update, remove } = world.runs.find((r) => r.run === run)?.counts ?? { ...nobody };
      return planPage({ ...nobody, add, update, remove }, tab, start, count);
    },
    sync_now: async ({ connection }) => {
      await read(connection);
      world.preview = previewOf(world.shape, connection, "", new Date());
      const run = applied(world, false, emit);
      world.preview = null;
      return run;
    },
    undo_preview: ({ run }) => outlook(world, run),
    undo_run: ({ run }) => {
      const undone = takeBack(world, run);
      emit("changed", ["connections", "employees", "history", "preview"]);
      return undone;
    },
    restore_preview: ({ run }) => {
      const outlooks = laterThan(world, run).map((later) => outlook(world, later));
      const sum = (kind: keyof Counts) => outlooks.reduce((all, { counts }) => all + counts[kind], 0);
      const [remove, update, restore, unchanged] = (
        ["remove", "update", "restore", "unchanged"] as const
      ).map(sum);
      const counts = { ...noCounts, remove, update, restore, unchanged };
      const comes_again = outlooks.some((one) => one.comes_again);
      return { runs: outlooks.length, counts, kept: outlooks[0]?.kept ?? [], comes_again };
    },
    restore_to: ({ run }) => {
      const undone = laterThan(world, run).map((later) => takeBack(world, later));
      emit("changed", ["connections", "employees", "history", "preview"]);
      const comes_again = undone.some((one) => one.comes_again);
      return { runs: undone.map((one) => one.run), kept: undone[0]?.kept ?? [], comes_again };
    },
    schedule: () => scheduleOf(world),
    set_schedule_time: ({ at }) => {
      world.schedule.at = at;
      emit("changed", ["connections"]);
      return null;
    },
    switch_schedule: ({ connection, enabled }) => {
      if (enabled) world.schedule.off.delete(connection);
      else world.schedule.off.add(connection);
      emit("changed", ["connections"]);
      return null;
    },
    pause_schedule: ({ pause: paused }) => {
      world.schedule.paused = paused;
      emit("changed", ["connections"]);
      return null;
    },
    ...desktopHandlers(world, () => emit("changed", ["connections"])),
    stop: ({ job }) => {
      stopped.add(job);
      return null;
    },
  };
}

function newAttempt(): Attempt {
  const attempt = {} as Attempt;
  attempt.answer = new Promise((resolve, reject) => {
    attempt.settle = resolve;
    attempt.fail = reject;
  });
  attempt.answer.catch(() => {});
  return attempt;
}

/** What the core does when the browser came back: a connection more. */
export function connect(world: World): ConnectionView {
  const [connection] = worldOf("before").connections;
  if (!connection) throw failureOf("internal");
  const { sample } = world.status;
  const custom = sample && {
    cloud: "custom" as const,
    login_url: sample.login_url,
    graph_url: sample.graph_url,
  };
  const made = { ...connection, ...custom, id: world.connections.length + 1 };
  world.connections = [...world.connections, made];
  return made;
}

function applied(world: World, allowed: boolean, emit: Emit): RunView {
  const { preview } = world;
  if (!preview) throw failureOf("plan_unknown");
  const { guard, counts } = preview;
  if (guard.status === "held" && !allowed) {
    throw failureOf("held", { removals: String(guard.removals), limit: String(guard.limit) });
  }
  const run = runAt(world.runs.length + 10, 0, { counts, refresh_failure: world.refreshFailure });
  world.runs = [run, ...world.runs];
  world.people += counts.add - counts.remove;
  world.connections = world.connections.map((c) => ({
    ...c,
    people: world.people,
    last_run: run,
    synced_once: true,
  }));
  world.shape = { ...world.shape, add: 0, update: 0, remove: 0, conflict: 0, unchanged: world.people };
  emit("changed", ["connections", "employees", "history", "preview", "rules"]);
  return run;
}

const nobody = { add: 0, update: 0, remove: 0, conflict: 0, not_imported: 0, unchanged: 0, limit: 0 };

/** The first one was edited since, as it often is. */
function outlook(world: World, run: number): UndoPreview {
  const of = world.runs.find((r) => r.run === run);
  if (!of || of.result !== "applied" || of.undone_by) throw failureOf("not_undoable", { run: String(run) });
  const { add, update, remove } = of.counts;
  const kept = update > 0 ? [person(0, "Contoso Germany")] : [];
  const changed = { remove: add, update: update - kept.length, restore: remove, unchanged: kept.length };
  const counts = { ...of.counts, add: 0, link: 0, not_imported: 0, ...changed };
  return { runs: 1, counts, kept, comes_again: comesAgain(world, run) };
}

/** Of a sync, and of what brought its work back; not of what an undo did. */
function comesAgain(world: World, run: number): boolean {
  const tookBack = world.runs.find((r) => r.undone_by === run);
  return !tookBack || !comesAgain(world, tookBack.run);
}

function takeBack(world: World, run: number): Undone {
  const { counts, kept, comes_again } = outlook(world, run);
  const undone = runAt(world.runs.length + 10, 0, { trigger: "undo", counts, read: null });
  world.runs = [undone, ...world.runs.map((r) => (r.run === run ? { ...r, undone_by: undone.run } : r))];
  return { run: undone, kept, comes_again };
}

/** Newest first. */
function laterThan(world: World, run: number): number[] {
  const later = world.runs.filter((r) => r.run > run && r.result === "applied" && r.undone_by === null);
  return later.map((r) => r.run);
}

function scheduleOf({ connections, schedule: { at, off, paused } }: World): ScheduleView {
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  const tomorrow = day(paused ? 2 : 1);
  const of = ({ id, name, synced_once }: ConnectionView) => {
    const enabled = !off.has(id);
    const next_run = enabled && synced_once ? `${tomorrow}T${at}:00Z` : null;
    return { connection: id, name, enabled, locked: !synced_once, last_day: null, next_run };
  };
  const paused_until = paused ? `${day(1)}T05:00:00Z` : null;
  return { at, zone: "Europe/Berlin", paused_until, connections: connections.map(of) };
}
