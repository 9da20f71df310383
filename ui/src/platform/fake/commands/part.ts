/** What the modules here have in common: each plays the commands of one subject over a world. */

import type { Commands } from "@/contract/commands";

export type Handlers = { [C in keyof Commands]: (args: Commands[C]["args"]) => unknown };
export type Part = Partial<Handlers>;
export type Emit = (event: "job" | "changed", payload: unknown) => void;
