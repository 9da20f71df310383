/** Keys that work wherever the focus is. `mod` is Ctrl, and Cmd on macOS. */

import { useEffect, useRef } from "react";

const isMac = /mac/i.test(navigator.platform);

/**
 * `combo` such as `mod+1`, `F5`, `mod+Enter`, `alt+ArrowLeft`, `?`. Plain characters and keys with
 * Alt, which move by words on some systems, are ignored while typing, and
 * nothing fires while a dialog is open, so that keys never act behind it.
 */
export function useShortcut(combo: string, act: () => void, enabled = true): void {
  const latest = useRef({ act, enabled });
  useEffect(() => {
    latest.current = { act, enabled };
  });
  useEffect(() => {
    // One that is off for a while keeps its place among the others.
    const hear: Hear = (event) => {
      if (!latest.current.enabled || !matches(event, combo) || event.defaultPrevented) return;
      if ((combo.length === 1 || combo.startsWith("alt+")) && isTyping(event.target)) return;
      if (ofTexts.includes(combo) && (isTyping(event.target) || textIsSelected())) return;
      // Also behind a dialog: the web view's own meaning of F5 would start the window anew.
      event.preventDefault();
      if (!dialogIsOpen()) latest.current.act();
    };
    hearers.add(hear);
    return () => void hearers.delete(hear);
  }, [combo]);
}

type Hear = (event: KeyboardEvent) => void;

/** In the order they came. The latest is asked first: a panel closes before the page that it opened on. */
const hearers = new Set<Hear>();

window.addEventListener("keydown", (event) => {
  for (const hear of [...hearers].reverse()) hear(event);
});

/** Where there is text to copy or to take back, these keys belong to it. */
const ofTexts = ["mod+c", "mod+z"];

function textIsSelected(): boolean {
  return (getSelection()?.toString() ?? "") !== "";
}

export function matches(event: KeyboardEvent, combo: string): boolean {
  const parts = combo.split("+");
  const key = parts.at(-1) === "plus" ? "+" : (parts.at(-1) ?? "");
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (mod !== parts.includes("mod") || event.altKey !== parts.includes("alt")) return false;
  // Where + needs Shift depends on the keyboard.
  if (parts.includes("mod") && key !== "+" && event.shiftKey !== parts.includes("shift")) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

/** A combination as it is printed for people. */
export function printed(combo: string): string {
  return combo.replaceAll("mod", isMac ? "⌘" : "Ctrl").replaceAll("+", isMac ? " " : "+");
}

/** A combination as `aria-keyshortcuts` has it. */
export function ariaKeys(combo: string): string {
  return combo.replaceAll("mod", isMac ? "Meta" : "Control");
}

const writable =
  "input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable=true]";

/** Whether keys belong to what is being typed. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(writable);
}

export function dialogIsOpen(): boolean {
  return document.querySelector("[role=dialog][aria-modal=true], [role=alertdialog]") !== null;
}
