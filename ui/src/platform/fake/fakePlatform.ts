/** A platform without Tauri, over an invented world. For `vite --mode fake` and for tests. */

import type { Failure } from "@/contract/types";
import { copyText } from "../clipboard";
import type { Platform, SaveRequest } from "../platform";
import { handlers } from "./commands/handlers";
import { connect } from "./commands/signIn";
import type { World } from "./world";

export interface FakePlatform extends Platform {
  world: World;
  /** Every call, in order. */
  calls: { command: string; args: Record<string, unknown> }[];
  emit(event: "job" | "changed" | "asked", payload: unknown): void;
  /** From now on the command is refused, until `undefined` is given. */
  refuse(command: string, failure: Failure | undefined): void;
  /** The admin finishes, or fails, the latest sign-in in the browser. */
  browser(outcome: "signs in" | Failure): void;
  /** Where the save dialog answers; `null`: closed. */
  saveTo: string | null;
  /** Where the open dialog answers; `null`: closed. */
  openFrom: string | null;
  copied: string[];
  /** The factor everything is shown by. */
  zoomed: number;
}

export function fakePlatform(world: World): FakePlatform {
  const heard = new Map<string, Set<(payload: unknown) => void>>();
  const refused = new Map<string, Failure>();
  const emit = (event: string, payload: unknown) => {
    for (const handler of heard.get(event) ?? []) handler(payload);
  };
  const commands = handlers(world, emit) as Record<string, (args: unknown) => unknown>;
  let settle: { resolve(value: unknown): void; reject(failure: Failure): void } | undefined;

  const fake: FakePlatform = {
    world,
    calls: [],
    saveTo: "/home/admin/employees.xlsx",
    openFrom: "/home/admin/rules.json",
    copied: [],
    zoomed: 1,
    emit,
    refuse: (command, failure) => {
      if (failure) refused.set(command, failure);
      else refused.delete(command);
    },
    browser: (outcome) => {
      if (outcome !== "signs in") return settle?.reject(outcome);
      settle?.resolve(connect(world));
      emit("changed", ["connections"]);
    },
    invoke: async (command, args = {}) => {
      fake.calls.push({ command, args });
      const failure = refused.get(command);
      if (failure) throw failure;
      if (command !== "await_sign_in") return commands[command]?.(args);
      const played = new Promise((resolve, reject) => {
        settle = { resolve, reject };
      });
      return Promise.race([played, commands.await_sign_in?.(args)]);
    },
    listen: (event, handler) => {
      const handlersOf = heard.get(event) ?? new Set();
      heard.set(event, handlersOf.add(handler));
      return () => handlersOf.delete(handler);
    },
    zoom: async (factor) => {
      fake.zoomed = factor;
      document.documentElement.style.setProperty("zoom", String(factor));
    },
    askWhereToSave: async (_: SaveRequest) => fake.saveTo,
    askWhatToOpen: async () => fake.openFrom,
    copyText: async (text) => {
      fake.copied.push(text);
      await copyText(text).catch(() => {});
    },
  };
  return fake;
}
