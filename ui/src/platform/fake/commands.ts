/** The commands of the core, played over a {@link World}. */

import type { Commands } from "@/contract/commands";
import type {
  ConnectionView,
  EmployeePage,
  EmployeeQuery,
  Failure,
  RunView,
  SignInStarted,
} from "@/contract/types";
import { person, plain } from "./people";
import { planPage, previewOf } from "./plan";
import { failureOf, runAt, sampleStatus, type World, worldOf } from "./world";

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
    explore_sample: () => Object.assign(world, worldOf("sample", world.pace)).status,
    leave_sample: () => Object.assign(world, worldOf("first", world.pace)).status,
    next_sample_day: () => {
      const day = (world.status.sample?.day ?? 0) + 1;
      world.status = { ...world.status, sample: { ...sampleStatus, day } };
      return world.status;
    },

    connections: () => world.connections,
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
    open_sign_in_page: ({ attempt }) => browse(attempt),
    await_sign_in: ({ attempt }) => attempts.get(attempt)?.answer,
    cancel_sign_in: ({ attempt }) => {
      attempts.get(attempt)?.fail(failureOf("sign_in_cancelled"));
      return null;
    },

    preview: async ({ connection }) => {
      await read(connection);
      const name = world.connections.find((c) => c.id === connection)?.name ?? "";
      world.preview = previewOf(world.shape, connection, name, new Date());
      return world.preview;
    },
    current_preview: ({ connection }) => (world.preview?.connection === connection ? world.preview : null),
    plan_rows: ({ tab, start, count }) => planPage(world.shape, tab, start, count),
    apply: ({ allowRemovals }) => applied(world, allowRemovals, emit),

    employees: ({ query, start, count }) => employeePage(world, query, start, count),
    employee: ({ id }) => ({
      employee: person(id - 1, "Contoso Germany"),
      history: [
        {
          run: 9,
          at: runAt(9, 0.4, {}).started_at,
          kind: "update",
          reason: { code: "source_changed" },
          fields: [{ field: "job_title", from: "Assistant", to: person(id - 1, "").job_title ?? null }],
        },
        {
          run: 4,
          at: runAt(4, 4.4, {}).started_at,
          kind: "add",
          reason: { code: "everyone_else" },
          fields: [],
        },
      ],
    }),
    export_people: ({ request }) => ({ path: request.path, people: world.people, bytes: 18_944 }),
    reveal: () => null,

    history: ({ start, count }) => world.runs.slice(start, start + count),
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
  const run = runAt(world.runs.length + 10, 0, { counts });
  world.runs = [run, ...world.runs];
  world.people += counts.add - counts.remove;
  world.connections = world.connections.map((c) => ({
    ...c,
    people: world.people,
    last_run: run,
    synced_once: true,
  }));
  world.shape = { ...world.shape, add: 0, update: 0, remove: 0, conflict: 0, unchanged: world.people };
  emit("changed", ["connections", "employees", "history", "preview"]);
  return run;
}

function employeePage(world: World, query: EmployeeQuery, start: number, count: number): EmployeePage {
  if (query.archived) return { total: 0, rows: [] };
  const needle = plain(query.search);
  if (!needle && query.department === null) {
    const rows = Array.from({ length: Math.max(0, Math.min(count, world.people - start)) }, (_, i) =>
      nth(world, query, start + i),
    );
    return { total: world.people, rows };
  }
  const all = Array.from({ length: Math.min(world.people, 5_000) }, (_, i) => nth(world, query, i));
  const found = all.filter(
    (row) =>
      plain(`${row.display_name} ${row.email} ${row.department}`).includes(needle) &&
      (query.department === null || row.department === query.department),
  );
  return { total: found.length, rows: found.slice(start, start + count) };
}

function nth(world: World, { descending }: EmployeeQuery, index: number) {
  return person(descending ? world.people - 1 - index : index, "Contoso Germany");
}
