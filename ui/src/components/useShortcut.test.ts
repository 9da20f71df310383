import { expect, test } from "vitest";
import { matches } from "./useShortcut";

const key = (init: KeyboardEventInit) => new KeyboardEvent("keydown", init);

test("a combination needs exactly its modifiers", () => {
  expect(matches(key({ key: "f", ctrlKey: true }), "mod+f"), "Ctrl+F").toBe(true);
  expect(matches(key({ key: "f" }), "mod+f"), "F alone is typing").toBe(false);
  expect(matches(key({ key: "F5", ctrlKey: true }), "F5"), "Ctrl+F5 is not F5").toBe(false);
  expect(matches(key({ key: "n", ctrlKey: true, altKey: true }), "mod+n"), "AltGr types letters").toBe(false);
  expect(matches(key({ key: "ArrowLeft", altKey: true }), "alt+ArrowLeft"), "Alt+←").toBe(true);
  expect(matches(key({ key: "ArrowLeft" }), "alt+ArrowLeft"), "← alone moves the caret").toBe(false);
});

test("keys are compared without regard to case", () => {
  expect(matches(key({ key: "E", ctrlKey: true }), "mod+e"), "caps lock does not matter").toBe(true);
});
