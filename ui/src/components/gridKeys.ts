/** Keys of long tables beyond the grid's own: its first and its last row, and the next name that begins so. */

import type { GridApi } from "ag-grid-community";
import { useRef } from "react";

/** Milliseconds: letters typed faster belong together. */
const together = 800;

/** Ctrl+Home and Ctrl+End. Whether it was one of them. */
export function toEnd<Row>(key: KeyboardEvent, api: GridApi<Row> | null, column: string): boolean {
  if (!(key.ctrlKey || key.metaKey) || (key.key !== "Home" && key.key !== "End")) return false;
  key.preventDefault();
  if (api) focusRow(api, key.key === "Home" ? 0 : api.getDisplayedRowCount() - 1, column);
  return true;
}

/** Letters without Ctrl or Alt, gathered while they come quickly; `find` says where to go. */
export function useTypeAhead<Row>(
  api: { current: GridApi<Row> | null },
  find: (typed: string, from: number) => Promise<number | null> | undefined,
): (key: KeyboardEvent, index: number, column: string) => void {
  const typed = useRef({ text: "", at: 0 });
  return (key, index, column) => {
    const { text, at } = typed.current;
    const goesOn = text !== "" && key.timeStamp - at < together;
    if (key.key.length !== 1 || key.ctrlKey || key.metaKey || key.altKey) return;
    if (key.key === " " && !goesOn) return; // ticks the row
    key.preventDefault();
    typed.current = { text: goesOn ? text + key.key : key.key, at: key.timeStamp };
    // The first letter again is the next of that letter; a longer beginning may fit where one stands.
    const found = find(typed.current.text, goesOn ? index : index + 1);
    const latest = () => typed.current.at === key.timeStamp;
    void found?.then((to) => to !== null && api.current && latest() && focusRow(api.current, to, column));
  };
}

function focusRow<Row>(api: GridApi<Row>, index: number, column: string): void {
  if (index < 0) return;
  api.ensureIndexVisible(index);
  api.setFocusedCell(index, column);
}
