/** The way to the core: typed calls, typed events, and failures that always have a code. */

import { queryOptions } from "@tanstack/react-query";
import { platform } from "@/platform/platform";
import { type Commands, type Events, type ReadCommand, tagOf } from "./commands";
import type { Failure } from "./types";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Failure;
  }
}

export type Args<C extends keyof Commands> = Commands[C]["args"];
export type Result<C extends keyof Commands> = Commands[C]["result"];

/** Rejects with a {@link Failure}, whatever went wrong. */
export async function call<C extends keyof Commands>(command: C, args: Args<C>): Promise<Result<C>> {
  try {
    return (await platform().invoke(command, args)) as Result<C>;
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

export function hear<E extends keyof Events>(event: E, handler: (payload: Events[E]) => void): () => void {
  return platform().listen(event, (payload) => handler(payload as Events[E]));
}

/** A reading command as a query. It stays fresh until an event carries its tag. */
export function read<C extends ReadCommand>(command: C, args: Args<C>) {
  return queryOptions({
    queryKey: [tagOf[command], command, args] as const,
    queryFn: () => call(command, args),
  });
}

export function asFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  const details = { http_status: null, service_code: null, aadsts: null, request_id: null, cause };
  return { code: "internal", params: {}, details };
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "params" in thrown;
}
