/** Automatic syncs. */

import type { ConnectionView, ScheduleView } from "@/contract/types";
import type { World } from "../world";
import type { Emit, Part } from "./part";

export function scheduleHandlers(world: World, emit: Emit) {
  return {
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
  } satisfies Part;
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
