/** Fluent's themes in the system's font, each with the colours of rows that are pointed at or chosen. */

import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from "@fluentui/react-components";

/** Reaches style sheets as `--rowHover` and `--rowSelected`. */
export interface AppTheme extends Theme {
  rowHover: string;
  rowSelected: string;
}

/**
 * The system's own, asked for first: every family that is not there is looked for in each size and weight
 * anew, which cost a tenth of a second before the first screen where Fluent's own list begins with six of them.
 */
const fonts: Partial<Theme> = {
  fontFamilyBase: "system-ui, sans-serif",
  fontFamilyNumeric: "system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, Consolas, monospace",
};

const ours = (theme: Theme, rows?: Pick<AppTheme, "rowHover" | "rowSelected">): AppTheme => ({
  ...theme,
  ...fonts,
  rowHover: theme.colorNeutralBackground1Hover,
  rowSelected: theme.colorNeutralBackground1Selected,
  ...rows,
});

export const themes = {
  light: ours(webLightTheme),
  dark: ours(webDarkTheme),
  // Fluent's own highlight is for text that turns black on it, which badges and numbers in a row do not.
  contrast: ours(teamsHighContrastTheme, { rowHover: "#00393f", rowSelected: "#005058" }),
} satisfies Record<string, AppTheme>;
