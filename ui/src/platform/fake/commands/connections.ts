/** The connections there are. */

import { failureOf, type World } from "../world";
import type { Emit, Part } from "./part";

export function connectionHandlers(world: World, emit: Emit) {
  return {
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
  } satisfies Part;
}
