/** The whole app over an invented world, as a test's starting point. */

import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect } from "vitest";
import { Providers } from "@/app/Providers";
import { Shell } from "@/app/Shell";
import { type FakePlatform, fakePlatform } from "@/platform/fake/fakePlatform";
import { type Scenario, worldOf } from "@/platform/fake/scenarios";
import { install } from "@/platform/platform";
import type { Screen } from "@/session/screens";

export interface Started {
  fake: FakePlatform;
  user: ReturnType<typeof userEvent.setup>;
  /** The arguments of the latest call of a command. */
  lastCall(command: string): Record<string, unknown> | undefined;
}

export function startApp(scenario: Scenario, start?: Screen, before?: (fake: FakePlatform) => void): Started {
  const fake = fakePlatform(worldOf(scenario));
  before?.(fake);
  install(fake);
  render(
    <Providers start={start}>
      <Shell />
    </Providers>,
  );
  const lastCall = (command: string) => fake.calls.findLast((made) => made.command === command)?.args;
  return { fake, user: userEvent.setup({ delay: null }), lastCall };
}

export const button = (name: string | RegExp) => screen.findByRole("button", { name });

/**
 * A button of the open dialog. What is behind a dialog is hidden by where the focus is, which jsdom
 * moves unreliably; the window journeys test that part in a real browser.
 */
export async function inDialog(name: string | RegExp): Promise<HTMLElement> {
  const dialog = await screen.findByRole("dialog", { hidden: true });
  return within(dialog).findByRole("button", { name, hidden: true });
}

/**
 * No violation that axe can see. Colours need a real browser; and the table's own inner roles are
 * its library's, which fills them only with a real layout.
 */
export async function expectAccessible(): Promise<void> {
  const results = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" | ")}`);
  expect(found, "screen readers and keyboards must reach everything").toEqual([]);
}

export async function eventually(check: () => void): Promise<void> {
  await waitFor(check, { timeout: 20_000 });
}
