/**
 * The beginning: platform, words, then the app on the screen it was left on; the window is shown as
 * soon as there is something in it.
 */

import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { host } from "#host";
import { startI18n } from "@/i18n";
import { setRegion } from "@/i18n/region";
import { install, platform } from "@/platform/platform";
import { chosenLanguage, chosenRegion } from "@/session/appearance";
import { lastScreen } from "@/session/screens";
import { App } from "./App";
import { askAhead, newClient } from "./client";
import { loadScreen, loadScreens } from "./screens";
import "./global.css";

install(host);
const client = newClient();
const answered = askAhead(client, lastScreen());
setRegion(chosenRegion());
await Promise.all([startI18n(chosenLanguage()), loadScreen(lastScreen()), answered]);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
flushSync(() => createRoot(root).render(<App client={client} />));

// The page stands, so the window may: one that is still hidden gets no frames to wait for.
tell("painted");
// Its first frame: where a driver leaves windows empty, there is none, and the next start draws otherwise.
requestAnimationFrame(() => requestAnimationFrame(() => tell("seen")));
setTimeout(loadScreens, 1500);

function tell(what: "painted" | "seen"): void {
  platform()
    .invoke(what)
    .catch(() => {});
}
