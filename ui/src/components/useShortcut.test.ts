import { renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { matches, useShortcut } from "./useShortcut";

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

test("what opened last hears a key first, and alone", () => {
  const [page, panel] = [vi.fn(), vi.fn()];
  renderHook(() => useShortcut("Escape", page));
  const opened = renderHook(() => useShortcut("Escape", panel));
  const press = () => window.dispatchEvent(key({ key: "Escape", cancelable: true }));
  press();
  expect([page.mock.calls.length, panel.mock.calls.length], "the panel closes, the page stays").toEqual([
    0, 1,
  ]);
  opened.unmount();
  press();
  expect([page.mock.calls.length, panel.mock.calls.length], "then the page's turn comes").toEqual([1, 1]);
});

test("a key that was off for a while keeps its place behind what opened after it", () => {
  const [page, panel] = [vi.fn(), vi.fn()];
  const asking = renderHook(({ on }) => useShortcut("Escape", page, on), { initialProps: { on: true } });
  renderHook(() => useShortcut("Escape", panel));
  const press = () => window.dispatchEvent(key({ key: "Escape", cancelable: true }));
  asking.rerender({ on: false });
  press();
  expect([page.mock.calls.length, panel.mock.calls.length], "off means off").toEqual([0, 1]);
  asking.rerender({ on: true });
  press();
  expect([page.mock.calls.length, panel.mock.calls.length], "the panel is still above").toEqual([0, 2]);
});
