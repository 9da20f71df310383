/** The commands of the core, played over a {@link World}. */

import { departmentHandlers, departmentsOf } from "../departments";
import { desktopHandlers } from "../desktop";
import { peopleHandlers } from "../list";
import { ruleHandlers } from "../rules/commands";
import type { World } from "../world";
import { appHandlers } from "./app";
import { connectionHandlers } from "./connections";
import { employeeHandlers } from "./employees";
import { historyHandlers } from "./history";
import type { Emit, Handlers } from "./part";
import { previewHandlers } from "./preview";
import { scheduleHandlers } from "./schedule";
import { signInHandlers } from "./signIn";

export function handlers(world: World, emit: Emit): Handlers {
  return {
    ...appHandlers(world),
    ...connectionHandlers(world, emit),
    ...signInHandlers(world, emit),
    ...previewHandlers(world, emit),
    ...ruleHandlers(world, emit),
    departments: () => departmentsOf(world),
    department_count: () => departmentsOf(world).length,
    ...departmentHandlers(world, () => emit("changed", ["connections", "employees", "preview", "rules"])),
    ...employeeHandlers(world, emit),
    ...peopleHandlers(world, emit),
    ...historyHandlers(world, emit),
    ...scheduleHandlers(world, emit),
    ...desktopHandlers(world, () => emit("changed", ["connections"])),
  };
}
