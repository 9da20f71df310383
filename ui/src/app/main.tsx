/**
 * The entry: platform, words, then the app on the screen it was left on; the window is shown after its
 * first paint.
 */

import { createRoot } from "react-dom/client";
import { host } from "#host";
import { startI18n } from "@/i18n";
import { install, platform } from "@/platform/platform";
import { chosenLanguage } from "@/session/appearance";
import { lastScreen } from "@/session/navigation";
import { App } from "./App";
import { askAhead, newClient } from "./client";
import { loadScreen, loadScreens } from "./screens";
import "./global.css";

install(host);
const client = newClient();
askAhead(client, lastScreen());
await Promise.all([startI18n(chosenLanguage()), loadScreen(lastScreen())]);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App client={client} />);

// A hidden window may not get animation frames: a timer does it as well.
const painted = () =>
  void platform()
    .invoke("painted")
    .catch(() => {});
requestAnimationFrame(() => requestAnimationFrame(painted));
setTimeout(painted, 250);
setTimeout(loadScreens, 1500);
