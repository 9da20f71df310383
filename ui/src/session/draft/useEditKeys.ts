/** Undo, redo and save by keys. In a text field undo is the field's own. */

import { useEffect, useRef } from "react";
import { isTyping, useShortcut } from "@/components/useShortcut";
import type { DraftEditing } from "./useDraft";

export function useEditKeys({ undo, redo }: DraftEditing, save: () => void): void {
  const latest = useRef({ undo, redo });
  latest.current = { undo, redo };
  useShortcut("mod+s", save);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const step = stepOf(event);
      if (!step || isTyping(event.target) || event.defaultPrevented) return;
      event.preventDefault();
      latest.current[step]?.();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

function stepOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): "undo" | "redo" | undefined {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === "y" || (letter === "z" && shiftKey)) return "redo";
  return letter === "z" ? "undo" : undefined;
}
