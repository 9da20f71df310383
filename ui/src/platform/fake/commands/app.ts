/** The app itself: its data, the sample company, and the backup. */

import { worldOf } from "../scenarios";
import { failureOf, sampleStatus, type World } from "../world";
import type { Part } from "./part";

export function appHandlers(world: World) {
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
  } satisfies Part;
}
