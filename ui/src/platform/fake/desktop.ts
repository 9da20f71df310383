/** What surrounds the window: settings of the machine, played over a {@link World}. */

import type { Commands } from "@/contract/commands";
import type { DesktopSettings } from "@/contract/types";
import { failureOf, type World } from "./world";

type Names =
  | "open_logs"
  | "log_lines"
  | "desktop_settings"
  | "set_notify"
  | "send_test_notice"
  | "set_start_at_login"
  | "set_when_closed"
  | "answer_close"
  | "note_unsaved"
  | "answer_unsaved"
  | "set_language"
  | "proxy"
  | "set_proxy";
type Handlers = { [C in Names]: (args: Commands[C]["args"]) => unknown };

export function desktopHandlers(world: World, told: () => void): Handlers {
  const change = (to: Partial<DesktopSettings>) => {
    world.desktop = { ...world.desktop, ...to };
    return null;
  };
  return {
    open_logs: () => null,
    log_lines: ({ from }) => world.log.map((line) => `${from.slice(0, 19)}.104220Z  ${line}`).join("\n"),
    desktop_settings: () => world.desktop,
    set_notify: ({ policy }) => change({ notify: policy }),
    send_test_notice: () => null,
    set_start_at_login: ({ enabled }) => change({ start_at_login: enabled }),
    set_when_closed: ({ choice }) => change({ when_closed: choice }),
    answer_close: ({ choice }) => change(choice === null ? {} : { when_closed: choice }),
    note_unsaved: () => null,
    answer_unsaved: () => null,
    set_language: () => null,
    proxy: () => world.proxy,
    set_proxy: ({ address }) => {
      if (address?.includes("@")) throw failureOf("invalid_proxy");
      world.proxy = address;
      told();
      return null;
    },
  };
}
