/** The language, with a sample of how dates and numbers are written in it. */

import { Dropdown, Field, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { languages } from "@/i18n";
import { useFormats } from "@/i18n/format";
import { type LanguageChoice, useAppearance } from "@/session/appearance";
import styles from "./SettingsScreen.module.css";

/** Languages are named in themselves, so that everyone finds their own. */
const ownNames = { en: "English", de: "Deutsch", fr: "Français" } as const;

export function LanguageSetting() {
  const { t, i18n } = useTranslation();
  const { language, chooseLanguage } = useAppearance();
  const { dateTime, number } = useFormats();
  const nameOf = (choice: LanguageChoice) =>
    choice === "system" ? t("settings.language_system") : ownNames[choice];
  return (
    <Field
      label={t("settings.language_label")}
      hint={t("settings.sample", { date: dateTime("2026-11-20T14:30:00"), number: number(1234.5) })}
      className={styles.narrow}
    >
      <Dropdown
        key={i18n.language}
        value={nameOf(language)}
        selectedOptions={[language]}
        onOptionSelect={(_, { optionValue }) => chooseLanguage(optionValue as LanguageChoice)}
      >
        {(["system", ...languages] as const).map((choice) => (
          <Option key={choice} value={choice}>
            {nameOf(choice)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
