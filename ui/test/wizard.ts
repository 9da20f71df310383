/** The wizard of a new connection, up to the steps that tests begin with. */

import { screen } from "@testing-library/react";
import type { FakePlatform } from "@/platform/fake/fakePlatform";
import { button, startApp } from "./app";

/** Holds what a command answers back until it is let go. */
export function hold(fake: FakePlatform, held: string): () => void {
  const { invoke } = fake;
  let letGo = () => {};
  const gate = new Promise<void>((open) => (letGo = open));
  fake.invoke = async (command, args) => {
    const answer = await invoke(command, args);
    if (command === held) await gate;
    return answer;
  };
  return () => letGo();
}

export async function connected(before?: (fake: FakePlatform) => void) {
  const started = startApp("first", undefined, before);
  const { user, fake } = started;
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  fake.browser("signs in");
  await screen.findByRole("radiogroup", { name: "Who is imported" });
  return started;
}

export async function atTheLastStep(before?: (fake: FakePlatform) => void) {
  const started = await connected(before);
  await screen.findByText(/^Would import/);
  await started.user.click(await button("Next"));
  await screen.findByRole("heading", { level: 2, name: /to add|not imported|No changes/ });
  return started;
}
