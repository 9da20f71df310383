/** Colours, text size, and how dense tables are. */

import { Dropdown, Field, Option, Radio, RadioGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n/format";
import {
  type Density,
  densities,
  type TextSize,
  type ThemeChoice,
  textSizes,
  themeChoices,
  useAppearance,
} from "@/session/appearance";
import styles from "./SettingsScreen.module.css";
import { useSaved } from "./saved";

export function AppearanceSettings() {
  const { t } = useTranslation();
  const { theme, chooseTheme, textSize, chooseTextSize, density, chooseDensity } = useAppearance();
  const { percent } = useFormats();
  const saved = useSaved();
  const choose = (change: () => void) => {
    change();
    saved();
  };
  return (
    <>
      <Field label={t("settings.theme")}>
        <RadioGroup
          layout="horizontal"
          value={theme}
          onChange={(_, { value }) => choose(() => chooseTheme(value as ThemeChoice))}
          className={styles.wrap}
        >
          {themeChoices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`theme.${choice}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t("settings.text_size")} hint={t("settings.text_size_hint")} className={styles.narrow}>
        <Dropdown
          value={percent(textSize / 100)}
          selectedOptions={[String(textSize)]}
          onOptionSelect={(_, { optionValue }) =>
            choose(() => chooseTextSize((Number(optionValue) || 100) as TextSize))
          }
        >
          {textSizes.map((size) => (
            <Option key={size} value={String(size)}>
              {percent(size / 100)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t("settings.density")}>
        <RadioGroup
          layout="horizontal"
          value={density}
          onChange={(_, { value }) => choose(() => chooseDensity(value as Density))}
          className={styles.wrap}
        >
          {densities.map((choice) => (
            <Radio key={choice} value={choice} label={t(`density.${choice}`)} />
          ))}
        </RadioGroup>
      </Field>
    </>
  );
}
