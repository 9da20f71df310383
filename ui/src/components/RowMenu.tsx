/** The menu of a table row: at the pointer, or at the cell that has the focus. */

import { Menu, MenuList, MenuPopover } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";

export interface Place {
  x: number;
  y: number;
  /** What gets the focus back. */
  from: HTMLElement | undefined;
}

export interface RowMenuProps {
  place: Place;
  onClose(): void;
  children: ReactNode;
}

export function RowMenu({ place, onClose, children }: RowMenuProps) {
  const opened = useRef(place);
  useEffect(() => {
    const { from } = opened.current;
    // A dialog that an entry opened has taken the focus by then, and keeps it.
    return () => void setTimeout(() => document.activeElement === document.body && from?.focus());
  }, []);
  const target = { getBoundingClientRect: () => new DOMRect(place.x, place.y, 0, 0) };
  return (
    <Menu open onOpenChange={onClose} positioning={{ target, position: "below", align: "start" }}>
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}

export function isMenuKey({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === "ContextMenu" || (key === "F10" && shiftKey) || (key === "." && (ctrlKey || metaKey));
}

export function placeOf(event: Event | null | undefined): Place {
  const cell = event?.target instanceof HTMLElement ? event.target : undefined;
  if (event instanceof MouseEvent) return { x: event.clientX, y: event.clientY, from: cell };
  const box = cell?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 16, y: box?.bottom ?? 0, from: cell };
}
