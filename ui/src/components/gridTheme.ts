/** AG Grid in Fluent's colours: the tokens are read live, so light, dark and contrast just follow. */

import {
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
  themeQuartz,
} from "ag-grid-community";

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  RowSelectionModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  RenderApiModule,
  EventApiModule,
  ColumnApiModule,
  CellStyleModule,
  LocaleModule,
  TooltipModule,
]);

const token = (name: string) => `var(--${name})`;

/** In pixels. */
export const headerHeights = { comfortable: 40, compact: 34 };

const comfortable = themeQuartz.withParams({
  browserColorScheme: "inherit",
  fontFamily: token("fontFamilyBase"),
  fontSize: 14,
  headerFontWeight: 600,
  rowHeight: 44,
  headerHeight: headerHeights.comfortable,
  backgroundColor: token("colorNeutralBackground1"),
  foregroundColor: token("colorNeutralForeground1"),
  textColor: token("colorNeutralForeground1"),
  headerTextColor: token("colorNeutralForeground2"),
  headerBackgroundColor: token("colorNeutralBackground1"),
  chromeBackgroundColor: token("colorNeutralBackground1"),
  borderColor: token("colorNeutralStroke2"),
  rowHoverColor: token("rowHover"),
  selectedRowBackgroundColor: token("rowSelected"),
  accentColor: token("colorCompoundBrandBackground"),
  rangeSelectionBorderColor: token("colorStrokeFocus2"),
  checkboxUncheckedBorderColor: token("colorNeutralStrokeAccessible"),
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  headerColumnBorder: false,
  cellHorizontalPadding: 8,
});

export const gridThemes = {
  comfortable,
  compact: comfortable.withParams({ rowHeight: 32, headerHeight: headerHeights.compact }),
};
