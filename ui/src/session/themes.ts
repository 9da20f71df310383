/** Fluent's themes, each with the colours of rows that are pointed at or chosen. */

import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from "@fluentui/react-components";

/** Reaches style sheets as `--rowHover` and `--rowSelected`. */
export interface AppTheme extends Theme {
  rowHover: string;
  rowSelected: string;
}

const withRows = (theme: Theme): AppTheme => ({
  ...theme,
  rowHover: theme.colorNeutralBackground1Hover,
  rowSelected: theme.colorNeutralBackground1Selected,
});

export const themes = {
  light: withRows(webLightTheme),
  dark: withRows(webDarkTheme),
  // Fluent's own highlight is for text that turns black on it, which badges and numbers in a row do not.
  contrast: { ...teamsHighContrastTheme, rowHover: "#00393f", rowSelected: "#005058" },
} satisfies Record<string, AppTheme>;
