import type { KeyboardEvent } from "react";

/** For a button that gets the focus by itself: a key that is still held since the step before does not press it. */
export function onceOnly(event: KeyboardEvent) {
  if (event.repeat) event.preventDefault();
}
