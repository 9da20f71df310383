/** The entry: platform, words, then the app; the window is shown after its first paint. */

import { createRoot } from "react-dom/client";
import { host } from "#host";
import { startI18n } from "@/i18n";
import { install, platform } from "@/platform/platform";
import { chosenLanguage } from "@/session/appearance";
import { App } from "./App";
import "./global.css";

install(host);
await startI18n(chosenLanguage());

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App />);

// A hidden window may not get animation frames: a timer does it as well.
const painted = () =>
  void platform()
    .invoke("painted")
    .catch(() => {});
requestAnimationFrame(() => requestAnimationFrame(painted));
setTimeout(painted, 250);
