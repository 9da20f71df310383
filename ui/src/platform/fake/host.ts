/** What `vite --mode fake` runs on. The address chooses the moment: `?scenario=held&pace=400`. */

import type { Platform } from "../platform";
import { fakePlatform } from "./fakePlatform";
import { scenarios, worldOf } from "./scenarios";

const asked = new URLSearchParams(location.search);
const scenario = scenarios.find((name) => name === asked.get("scenario")) ?? "first";

export const host: Platform = fakePlatform(worldOf(scenario, Number(asked.get("pace") ?? 350)));
