/** AG Grid in an element. Without its layer for React: rows of a hundred cells are drawn at every step. */

import { createGrid, type GridApi, type GridOptions } from "ag-grid-community";
import { type RefObject, useLayoutEffect, useRef } from "react";

export interface MadeGrid<Row> {
  /** For the element that the grid fills. */
  place: RefObject<HTMLDivElement | null>;
  api: RefObject<GridApi<Row> | null>;
}

/**
 * `fixed` is asked once for each `version`, when the grid is made; it may look at refs, not at what one
 * render knew. What is in `following` may change while the grid stands.
 */
export function useGrid<Row>(
  version: string,
  fixed: GridOptions<Row>,
  following: Pick<
    GridOptions<Row>,
    "columnDefs" | "theme" | "headerHeight" | "rowClassRules" | "rowSelection"
  >,
): MadeGrid<Row> {
  const place = useRef<HTMLDivElement>(null);
  const api = useRef<GridApi<Row>>(null);
  const options = useRef({ fixed, following });
  options.current = { fixed, following };
  useLayoutEffect(() => {
    if (!place.current) return;
    const grid = createGrid<Row>(place.current, { ...options.current.fixed, ...options.current.following });
    api.current = grid;
    return () => {
      api.current = null;
      grid.destroy();
    };
  }, [version]);
  // The grid itself leaves alone what is as it was.
  useLayoutEffect(() => api.current?.updateGridOptions(options.current.following));
  return { place, api };
}
