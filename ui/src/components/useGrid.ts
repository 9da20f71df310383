/** AG Grid in an element. Without its layer for React: rows of a hundred cells are drawn at every step. */

import { createGrid, type GridApi, type GridOptions } from "ag-grid-community";
import { type RefObject, useLayoutEffect, useRef } from "react";

export interface MadeGrid<Row> {
  /** For the element that the grid fills. */
  place: RefObject<HTMLDivElement | null>;
  api: RefObject<GridApi<Row> | null>;
}

type Following<Row> = Pick<
  GridOptions<Row>,
  "columnDefs" | "theme" | "headerHeight" | "rowClassRules" | "rowSelection"
>;

/**
 * `fixed` is asked once for each `version`, when the grid is made; it may look at refs, not at what one
 * render knew. What is in `following` may change while the grid stands; callers keep its objects as they are
 * while they mean the same.
 */
export function useGrid<Row>(
  version: string,
  fixed: GridOptions<Row>,
  following: Following<Row>,
): MadeGrid<Row> {
  const place = useRef<HTMLDivElement>(null);
  const api = useRef<GridApi<Row>>(null);
  const options = useRef({ fixed, following });
  options.current = { fixed, following };
  const told = useRef(following);
  useLayoutEffect(() => {
    if (!place.current) return;
    const grid = createGrid<Row>(place.current, { ...options.current.fixed, ...options.current.following });
    api.current = grid;
    told.current = options.current.following;
    return () => {
      api.current = null;
      grid.destroy();
    };
  }, [version]);
  useLayoutEffect(() => {
    const news = newsOf(told.current, following);
    told.current = following;
    if (Object.keys(news).length > 0) api.current?.updateGridOptions(news);
  });
  return { place, api };
}

/** The grid itself would make its columns anew from the same ones, and forget the widths somebody gave them. */
function newsOf<Row>(before: Following<Row>, now: Following<Row>): Following<Row> {
  const changed = Object.entries(now).filter(([key, value]) => before[key as keyof Following<Row>] !== value);
  return Object.fromEntries(changed);
}
