/** Signing in: the attempts under way, and the browser that ends them. */

import type { ConnectionView, Failure, SignInStarted } from "@/contract/types";
import { worldOf } from "../scenarios";
import { failureOf, type World } from "../world";
import type { Emit, Part } from "./part";

/** Sign-ins under way: how each of them is settled. */
interface Attempt {
  settle(connection: ConnectionView): void;
  fail(failure: Failure): void;
  answer: Promise<ConnectionView>;
}

export function signInHandlers(world: World, emit: Emit) {
  const attempts = new Map<number, Attempt>();
  let lastAttempt = 0;

  const begin = (): SignInStarted => {
    lastAttempt += 1;
    attempts.set(lastAttempt, newAttempt());
    const url = `https://login.example/authorize?state=${lastAttempt}`;
    const admin_consent_url = "https://login.example/organizations/v2.0/adminconsent?client_id=14d82eec";
    return { attempt: lastAttempt, url, browser_opened: false, timeout: 300, admin_consent_url };
  };
  /** The "browser": with a pace it signs in by itself after a while, as an admin would. */
  const browse = (attempt: number) => {
    const signIn = () => {
      attempts.get(attempt)?.settle(connect(world));
      emit("changed", ["connections"]);
    };
    if (world.pace > 0) setTimeout(signIn, world.pace * 12);
    return true;
  };

  return {
    begin_sign_in: begin,
    begin_sign_in_again: begin,
    admin_consent_url: ({ request }) =>
      `https://login.example/${request.tenant ?? "organizations"}/v2.0/adminconsent?client_id=${request.client_id ?? "own"}`,
    admin_consent_url_again: ({ app }) =>
      `https://login.example/contoso/v2.0/adminconsent?client_id=${app ?? "14d82eec"}`,
    open_sign_in_page: ({ attempt }) => browse(attempt),
    await_sign_in: ({ attempt }) => attempts.get(attempt)?.answer,
    cancel_sign_in: ({ attempt }) => {
      attempts.get(attempt)?.fail(failureOf("sign_in_cancelled"));
      return null;
    },
  } satisfies Part;
}

function newAttempt(): Attempt {
  const attempt = {} as Attempt;
  attempt.answer = new Promise((resolve, reject) => {
    attempt.settle = resolve;
    attempt.fail = reject;
  });
  attempt.answer.catch(() => {});
  return attempt;
}

/** What the core does when the browser came back: a connection more. */
export function connect(world: World): ConnectionView {
  const [connection] = worldOf("before").connections;
  if (!connection) throw failureOf("internal");
  const { sample } = world.status;
  const custom = sample && {
    cloud: "custom" as const,
    login_url: sample.login_url,
    graph_url: sample.graph_url,
  };
  const made = { ...connection, ...custom, id: world.connections.length + 1 };
  world.connections = [...world.connections, made];
  return made;
}
