/** The entry: the app and the screen it was left on are loaded side by side. */

import { lastScreen } from "@/session/screens";
import { loadScreen } from "./screens";

// Without the screen the app does not begin either, and that is where a failure is told.
loadScreen(lastScreen()).catch(() => {});
void import("./main");
