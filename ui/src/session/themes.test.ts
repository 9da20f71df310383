import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { themes } from "./themes";

/** By WCAG, of `#rrggbb`. */
function luminance(colour: string): number {
  const full = colour.length === 4 ? colour.replace(/[^#]/g, "$&$&") : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

test.each(["light", "dark", "contrast"] as const)("rows stay readable in the theme %s", (name) => {
  const theme = themes[name];
  const least = name === "contrast" ? 7 : 4.5;
  for (const row of [theme.rowHover, theme.rowSelected]) {
    for (const text of [theme.colorNeutralForeground1, theme.colorNeutralForeground2]) {
      expect(contrast(text, row), `${text} on ${row}`).toBeGreaterThanOrEqual(least);
    }
  }
});

test("only what turns its text black is drawn on Fluent's highlight", () => {
  const root = resolve(import.meta.dirname, "..");
  const sheets = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".css"),
  );
  expect(sheets.length, "they are found").toBeGreaterThan(20);
  const highlight = /background: var\(--color(Neutral|Subtle)Background1?(Hover|Selected)\)/;
  const found = sheets.filter((file) => highlight.test(readFileSync(join(root, file), "utf8")));
  expect(found, "rows have colours of their own").toEqual([]);
});
