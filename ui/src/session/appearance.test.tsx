import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { startApp } from "../../test/app";

const plain = window.matchMedia;
afterEach(() => {
  window.matchMedia = plain;
});

/** A system for which these queries hold. */
function system(...holding: string[]): void {
  window.matchMedia = (query) => ({ ...plain(query), matches: holding.includes(query) });
}

const scheme = () => document.documentElement.style.colorScheme;
const background = () => document.documentElement.style.background;

test("the colours follow the system until others are chosen", async () => {
  system("(prefers-color-scheme: dark)");
  startApp("connected", "settings");
  await screen.findByRole("radiogroup", { name: "Colours" });
  expect(scheme(), "dark").toBe("dark");
});

test("colours that the system forces go before dark and light", async () => {
  system("(forced-colors: active)");
  const { user } = startApp("connected", "settings");
  await screen.findByRole("radiogroup", { name: "Colours" });
  expect(background(), "high contrast: nothing but black").toBe("rgb(0, 0, 0)");
  await user.click(screen.getByRole("radio", { name: "Light" }));
  expect(scheme(), "a choice goes before that").toBe("light");
});
