/** Reading, planning and applying, with what can be stopped of it. */

import type { RunView } from "@/contract/types";
import { decidedPage, decidedShape, planJump, previewOf } from "../plan";
import { failureOf, runAt, type World } from "../world";
import type { Emit, Part } from "./part";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function previewHandlers(world: World, emit: Emit) {
  let lastJob = 0;
  const stopped = new Set<number>();

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
    const first = !world.connections.find(({ id }) => id === connection)?.last_read_at;
    for (const [phase, done, total] of steps) {
      emit("job", { job, connection, phase, done, total });
      world.usersOnly = first && phase === "reading_groups";
      if (world.usersOnly) emit("changed", ["rules"]);
      await pause(world.pace);
      if (stopped.has(job)) break;
    }
    world.usersOnly = false;
    emit("job", { job, connection, phase: "finished", done: 0, total: null });
    if (stopped.has(job)) throw failureOf("stopped");
  };

  return {
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
    sync_now: async ({ connection }) => {
      await read(connection);
      world.preview = previewOf(world.shape, connection, "", new Date());
      const run = applied(world, false, emit);
      world.preview = null;
      return run;
    },
    stop: ({ job }) => {
      stopped.add(job);
      return null;
    },
  } satisfies Part;
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
