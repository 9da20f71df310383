/** The keys of a tree, for rows of a table: arrows, Home, End, and typing the beginning of a name. */

import { type KeyboardEvent, useRef, useState } from "react";
import type { Line } from "./outline";

export interface Tree {
  /** Rows as they are shown. */
  lines: Line[];
  closed: ReadonlySet<string>;
  /** Whether anything is below it. */
  isParent(line: Line): boolean;
  toggle(path: string): void;
}

/** A pause this long begins a new word. */
const pause = 700;

export function useTreeKeys({ lines, closed, isParent, toggle }: Tree) {
  const [current, setCurrent] = useState<string>();
  const rows = useRef(new Map<string, HTMLElement>());
  const typed = useRef({ text: "", at: 0 });
  /** Out of sight so far, and focused as soon as it is drawn. */
  const wanted = useRef<string>(undefined);
  const active = lines.find(({ path }) => path === current) ?? lines[0];

  const focus = (line: Line | undefined) => {
    if (!line) return;
    setCurrent(line.path);
    const row = rows.current.get(line.path);
    wanted.current = row ? undefined : line.path;
    row?.focus();
  };
  const typeAhead = (key: string, index: number) => {
    const now = Date.now();
    const fresh = now - typed.current.at > pause;
    const text = (fresh ? "" : typed.current.text) + key.toLowerCase();
    typed.current = { text, at: now };
    const order = [...lines.slice(index + (fresh ? 1 : 0)), ...lines.slice(0, index + 1)];
    focus(order.find(({ name }) => name.toLowerCase().startsWith(text)));
  };
  const move = (event: KeyboardEvent, line: Line): boolean => {
    const index = lines.indexOf(line);
    const parent = isParent(line);
    switch (event.key) {
      case "ArrowDown":
        focus(lines[index + 1]);
        return true;
      case "ArrowUp":
        focus(lines[index - 1]);
        return true;
      case "Home":
        focus(lines[0]);
        return true;
      case "End":
        focus(lines.at(-1));
        return true;
      case "ArrowRight":
        if (parent && closed.has(line.path)) toggle(line.path);
        else if (parent) focus(lines[index + 1]);
        return true;
      case "ArrowLeft":
        if (parent && !closed.has(line.path)) toggle(line.path);
        else focus(lines.slice(0, index).findLast(({ level }) => level < line.level));
        return true;
      default:
        return false;
    }
  };
  return {
    active: active?.path,
    focusRow: (path: string) => focus(lines.find((line) => line.path === path)),
    row: (line: Line) => ({
      ref: (element: HTMLElement | null) => {
        if (element) rows.current.set(line.path, element);
        else rows.current.delete(line.path);
        if (!element || wanted.current !== line.path) return;
        wanted.current = undefined;
        element.focus();
      },
      tabIndex: active?.path === line.path ? 0 : -1,
      onFocus: () => setCurrent(line.path),
    }),
    /** Whether the key was one of the tree's. */
    handle: (event: KeyboardEvent, line: Line): boolean => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const done = plain && !event.shiftKey && move(event, line);
      if (done) return true;
      if (!plain || event.key.length !== 1 || event.key === " ") return false;
      typeAhead(event.key, lines.indexOf(line));
      return true;
    },
  };
}
