/** A long table. Rows come from the core in blocks, as one scrolls; nothing is sorted or filtered here. */

import type {
  CellKeyDownEvent,
  ColDef,
  GridApi,
  GridOptions,
  RowClassRules,
  SelectionColumnDef,
} from "ag-grid-community";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Block, blockSize } from "@/contract/blocks";
import { useAppearance } from "@/session/appearance";
import { toEnd, useTypeAhead } from "./gridKeys";
import { type Sort, type Ticked, useShownSort, useShownTicks } from "./gridState";
import { gridThemes, headerHeights } from "./gridTheme";
import styles from "./RowGrid.module.css";
import { isMenuKey, type Place, placeOf, RowMenu } from "./RowMenu";
import { useGrid } from "./useGrid";

export interface RowGridProps<Row> extends Ticked<Row> {
  /** Its accessible name. */
  label: string;
  columns: ColDef<Row>[];
  load(start: number, count: number): Promise<Block<Row>>;
  /** What the rows are of (search, tab, order): when it changes, the table starts at its top again. */
  source: string;
  /** When it grows, the rows are loaded again in place. */
  version: number;
  rowId(row: Row): string;
  onOpen?(row: Row): void;
  /** Hears keys pressed on a row and which column had the focus, before they mean anything else. */
  onKey?(key: KeyboardEvent, row: Row, column: string): void;
  /** The order the rows come in, where others choose it besides the header. */
  sort?: Sort;
  onSort?(sort: Sort | undefined): void;
  nameColumn?: string;
  /** Set: typing letters in the column of names jumps to the next row from a position on that begins so. */
  onType?(typed: string, from: number): Promise<number | null>;
  rowClassRules?: RowClassRules<Row>;
  /** Set: a right click, Shift+F10 or Ctrl+. opens these menu items for a row. */
  menu?(row: Row): ReactNode;
}

export function RowGrid<Row>(props: RowGridProps<Row>) {
  const { label, columns, source, version, onSelect, rowClassRules } = props;
  const { t, i18n } = useTranslation();
  const { density } = useAppearance();
  const latest = useRef(props);
  latest.current = props;
  const [menu, setMenu] = useState<{ row: Row; place: Place }>();
  const openMenu = (row: Row | undefined, event: Event | null | undefined) => {
    if (!row || !latest.current.menu) return;
    event?.preventDefault();
    setMenu({ row, place: placeOf(event) });
  };
  const onKey = (event: object) => {
    const { event: key, data, column } = event as CellKeyDownEvent<Row>;
    if (!(key instanceof KeyboardEvent) || !data) return;
    latest.current.onKey?.(key, data, column.getColId());
    if (key.defaultPrevented) return;
    const index = (event as CellKeyDownEvent<Row>).rowIndex ?? 0;
    if (toEnd(key, api.current, column.getColId())) return;
    const { onType, nameColumn = "name" } = latest.current;
    if (onType && column.getColId() === nameColumn) typeAhead(key, index, nameColumn);
    if (key.key === "Enter") latest.current.onOpen?.(data);
    if (isMenuKey(key)) openMenu(data, key);
  };
  const { place, api } = useGrid<Row>(
    i18n.language,
    {
      ...plainGrid,
      datasource: {
        getRows: ({ startRow, endRow, successCallback, failCallback }) => {
          const page = latest.current.load(startRow, endRow - startRow);
          page.then(({ rows, total }) => successCallback(rows, total), failCallback);
        },
      },
      getRowId: ({ data }) => latest.current.rowId(data),
      getLocaleText: ({ key, defaultValue }) => t(`grid.${key as "loading"}`, { defaultValue }),
      selectionColumnDef: { ...selectionColumn, headerName: t("grid.ariaLabelSelectionColumn") },
      onRowClicked: ({ data }) => data && latest.current.onOpen?.(data),
      onCellKeyDown: onKey,
      onCellContextMenu: ({ data, event }) => openMenu(data, event),
      onModelUpdated: () => ticks.show(),
      onSelectionChanged: ({ source }) => source !== "api" && ticks.tell(),
      onSortChanged: (event) => {
        const column = event.api.getColumnState().find((state) => state.sort);
        latest.current.onSort?.(column && { column: column.colId, descending: column.sort === "desc" });
      },
    },
    {
      columnDefs: columns,
      theme: gridThemes[density],
      headerHeight: headerHeights[density],
      rowClassRules,
      rowSelection: onSelect ? tickable : undefined,
    },
  );
  useReload(api, source, version);
  const showSort = useShownSort(api, props.sort);
  const ticks = useShownTicks(api, latest);
  const typeAhead = useTypeAhead(api, (typed, from) => latest.current.onType?.(typed, from));
  // A column that comes back knows nothing of the order it had.
  useLayoutEffect(showSort, [showSort, columns, i18n.language]);
  // What makes rows look otherwise may be said in their cells, too.
  useLayoutEffect(() => {
    if (rowClassRules) api.current?.refreshCells({ force: true });
  }, [api, rowClassRules]);
  useLayoutEffect(() => {
    place.current?.querySelector("[role=grid],[role=treegrid]")?.setAttribute("aria-label", label);
  }, [place, label, i18n.language]);

  return (
    <div className={styles.frame} data-region data-density={density}>
      <div ref={place} />
      {menu && (
        <RowMenu place={menu.place} onClose={() => setMenu(undefined)}>
          {props.menu?.(menu.row)}
        </RowMenu>
      )}
    </div>
  );
}

/** Keeps the old rows on the screen until the new ones have come. */
function useReload<Row>(api: { current: GridApi<Row> | null }, source: string, version: number): void {
  const shown = useRef({ source, version });
  useEffect(() => {
    const before = shown.current;
    shown.current = { source, version };
    if (before.source === source && before.version === version) return;
    api.current?.refreshInfiniteCache();
    if (before.source === source) return;
    api.current?.deselectAll();
    if (api.current?.getDisplayedRowCount()) api.current.ensureIndexVisible(0, "top");
  }, [api, source, version]);
}

const plainColumn: ColDef = {
  sortable: false,
  resizable: true,
  suppressHeaderMenuButton: true,
  tooltip: true,
  headerTooltip: true,
  wrapHeaderText: true,
  minWidth: 90,
  // With Alt the arrows are the screen's, such as the step back of the wizard.
  suppressKeyboardEvent: ({ event }) => event.altKey,
};

const tickable = {
  mode: "multiRow",
  checkboxes: true,
  headerCheckbox: false,
  enableClickSelection: false,
} as const;

const selectionColumn: SelectionColumnDef = {
  suppressKeyboardEvent: plainColumn.suppressKeyboardEvent,
  width: 44,
  minWidth: 44,
  maxWidth: 44,
  resizable: false,
  pinned: "left",
  // The boxes need no visible heading, but a name.
  headerClass: styles.unseen,
};

const plainGrid: GridOptions = {
  rowModelType: "infinite",
  defaultColDef: plainColumn,
  cacheBlockSize: blockSize,
  maxBlocksInCache: 25,
  maxConcurrentDatasourceRequests: 2,
  suppressCellFocus: false,
  suppressNoRowsOverlay: true,
  suppressMovableColumns: true,
  animateRows: false,
  // Rows whole and at once: else their cells wait for a frame, which a window that is not shown yet never gets.
  suppressAnimationFrame: true,
  // Few beyond those in sight: each one more is drawn with every first block, search and tab.
  rowBuffer: 3,
  tooltipShowMode: "whenTruncated",
  tooltipShowDelay: 400,
};
