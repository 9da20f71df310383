/** The screens of the rail, in its order. Known before anything of them is loaded. */

import { remembered } from "./memory";

export const screens = [
  "connections",
  "preview",
  "rules",
  "departments",
  "mapping",
  "employees",
  "organisation",
  "history",
  "settings",
] as const;
export type Screen = (typeof screens)[number];

/** Where the admin was when the app closed; the first time, where connections are made. */
export function lastScreen(): Screen {
  return remembered("screen", screens, "connections");
}
