/**
 * One sign-in in the system browser, from the first click to the answer. Starting again gives up
 * the attempt before, whose late answer is then ignored; leaving the screen cancels it.
 */

import { useEffect, useRef, useState } from "react";
import { call } from "@/contract/call";
import type { ConnectionView, Failure, SignInStarted } from "@/contract/types";

/** How the address reaches a browser: opened here, refused by the system, or copied by the admin. */
export type Page = "opened" | "not_opened" | "link";

export type SignInState =
  | { phase: "idle" }
  | { phase: "starting" }
  | { phase: "waiting"; started: SignInStarted; since: number; page: Page }
  | { phase: "failed"; failure: Failure };

export interface SignIn {
  state: SignInState;
  /** Starts an attempt; `browser` opens the page, else the address is only prepared. */
  start(browser: boolean): Promise<SignInStarted | undefined>;
  openAgain(): void;
  consentUrl(): Promise<string>;
  cancel(): void;
}

export interface SignInOptions {
  begin(): Promise<SignInStarted>;
  /** Where an administrator consents; asks nobody. */
  consentUrl(): Promise<string>;
  onDone(connection: ConnectionView): void;
}

export function useSignIn({ begin, consentUrl, onDone }: SignInOptions): SignIn {
  const [state, setState] = useState<SignInState>({ phase: "idle" });
  const attempt = useRef<number>(undefined);
  /** Counts the starts: answers of earlier ones no longer matter. */
  const turn = useRef(0);

  const giveUp = () => {
    turn.current += 1;
    if (attempt.current !== undefined)
      void call("cancel_sign_in", { attempt: attempt.current }).catch(() => {});
    attempt.current = undefined;
  };
  useEffect(() => giveUp, []);

  const follow = (started: SignInStarted, mine: number) => {
    call("await_sign_in", { attempt: started.attempt }).then(
      (connection) => {
        if (mine !== turn.current) return;
        attempt.current = undefined;
        onDone(connection);
      },
      (failure: Failure) => {
        if (mine !== turn.current) return;
        attempt.current = undefined;
        setState({ phase: "failed", failure });
      },
    );
  };

  const start = async (browser: boolean) => {
    giveUp();
    const mine = turn.current;
    setState({ phase: "starting" });
    try {
      const started = await begin();
      if (mine !== turn.current) {
        void call("cancel_sign_in", { attempt: started.attempt }).catch(() => {});
        return undefined;
      }
      attempt.current = started.attempt;
      follow(started, mine);
      const page = browser ? await openPage(started) : "link";
      if (mine === turn.current) setState({ phase: "waiting", started, since: Date.now(), page });
      return started;
    } catch (failure) {
      if (mine === turn.current) setState({ phase: "failed", failure: failure as Failure });
      return undefined;
    }
  };

  return {
    state,
    start,
    consentUrl,
    openAgain: () => {
      if (state.phase !== "waiting") return;
      const reopened = call("open_sign_in_page", { attempt: state.started.attempt }).catch(() => false);
      void reopened.then((opened) => {
        const page = opened ? "opened" : "not_opened";
        setState((now) => (now === state ? { ...state, page } : now));
      });
    },
    cancel: () => {
      giveUp();
      setState({ phase: "idle" });
    },
  };
}

async function openPage({ attempt, browser_opened }: SignInStarted): Promise<Page> {
  const opened = browser_opened || (await call("open_sign_in_page", { attempt }).catch(() => false));
  return opened ? "opened" : "not_opened";
}
