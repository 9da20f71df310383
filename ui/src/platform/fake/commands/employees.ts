/** The list and the charts of it, to look at and as files. */

import { detailOf, employeePage } from "../list";
import { chartPage, chartPath } from "../organisation";
import { jump } from "../plan";
import type { World } from "../world";
import type { Emit, Part } from "./part";

export function employeeHandlers(world: World, emit: Emit) {
  return {
    employee_count: () => world.people,
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
    export_people: ({ request }) => ({ path: request.path, people: world.people, bytes: 18_944 }),
    refresh_file: () => world.refresh,
    set_refresh_file: ({ file }) => {
      world.refresh = file;
      emit("changed", ["connections"]);
      return null;
    },
    write_table: () => 9_216,
    reveal: () => null,

    chart_page: ({ branch, start, count }) => chartPage(world, branch, start, count),
    chart_path: ({ id }) => chartPath(world, id),
    export_chart: ({ request }) => ({ path: request.path, boxes: world.people, bytes: 48_120 }),
  } satisfies Part;
}
