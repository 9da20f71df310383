/** The language, and whose habits dates and numbers follow, with a sample. */

import { Dropdown, Field, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { languages } from "@/i18n";
import { useFormats } from "@/i18n/format";
import { type Region, type RegionChoice, regionChoices } from "@/i18n/region";
import { type LanguageChoice, useAppearance } from "@/session/appearance";
import styles from "./SettingsScreen.module.css";
import { useSaved } from "./saved";

/** Languages are named in themselves, so that everyone finds their own. */
const ownNames = { en: "English", de: "Deutsch", fr: "Français" } as const;

export function LanguageSetting() {
  const { t, i18n } = useTranslation();
  const { language, chooseLanguage } = useAppearance();
  const saved = useSaved();
  const nameOf = (choice: LanguageChoice) =>
    choice === "system" ? t("settings.language_system") : ownNames[choice];
  return (
    <>
      <Field label={t("settings.language_label")} className={styles.narrow}>
        <Dropdown
          key={i18n.language}
          value={nameOf(language)}
          selectedOptions={[language]}
          onOptionSelect={(_, { optionValue }) => {
            chooseLanguage(optionValue as LanguageChoice);
            saved();
          }}
        >
          {(["system", ...languages] as const).map((choice) => (
            <Option key={choice} value={choice}>
              {nameOf(choice)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <RegionSetting />
    </>
  );
}

function RegionSetting() {
  const { t, i18n } = useTranslation();
  const { region, chooseRegion } = useAppearance();
  const saved = useSaved();
  const { dateTime, number } = useFormats();
  const names = new Intl.DisplayNames(i18n.language, { type: "region" });
  const nameOf = (choice: RegionChoice) =>
    choice === "system" ? t("settings.language_system") : (names.of(choice) ?? choice);
  const { compare } = new Intl.Collator(i18n.language);
  const byName = regionChoices
    .filter((choice): choice is Region => choice !== "system")
    .sort((one, other) => compare(nameOf(one), nameOf(other)));
  return (
    <Field
      label={t("settings.region_label")}
      hint={t("settings.sample", { date: dateTime("2026-11-20T14:30:00"), number: number(1234.5) })}
      className={styles.narrow}
    >
      <Dropdown
        key={i18n.language}
        value={nameOf(region)}
        selectedOptions={[region]}
        onOptionSelect={(_, { optionValue }) => {
          chooseRegion(optionValue as RegionChoice);
          saved();
        }}
      >
        {(["system", ...byName] as const).map((choice) => (
          <Option key={choice} value={choice}>
            {nameOf(choice)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
