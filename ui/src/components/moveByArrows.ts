/** Up and down between the lines of a list or table, each marked by `data-line`. */

import type { KeyboardEvent } from "react";

/** What is open in between is reached by Tab. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-line]")];
  const at = lines.indexOf(event.target as HTMLElement);
  if (!step || at < 0) return;
  event.preventDefault();
  lines[at + step]?.focus();
}
