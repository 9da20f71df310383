/** Settings: how it looks and speaks, where the data is. Changes hold at once. */

import { Button, Dropdown, Field, Option, Radio, RadioGroup } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { FolderIcon } from "@/components/icons";
import { KeyringNotice } from "@/components/KeyringNotice";
import { Page } from "@/components/Page";
import { call, read } from "@/contract/call";
import type { AppStatus } from "@/contract/types";
import { languages } from "@/i18n";
import { useFormats } from "@/i18n/format";
import { type LanguageChoice, type ThemeChoice, themeChoices, useAppearance } from "@/session/appearance";
import styles from "./SettingsScreen.module.css";

export function SettingsScreen() {
  const { t } = useTranslation();
  const { data: status } = useQuery(read("app_status", {}));
  return (
    <Page title={t("screen.settings")} hint={t("settings.hint")}>
      <div className={styles.sections}>
        <Section title={t("settings.appearance")}>
          <ThemeSetting />
        </Section>
        <Section title={t("settings.language")}>
          <LanguageSetting />
        </Section>
        <Section title={t("settings.storage")}>{status && <Storage status={status} />}</Section>
        <Section title={t("settings.sync")}>
          <p className={styles.text}>{t("settings.sync_text")}</p>
        </Section>
        <Section title={t("settings.privacy")}>
          <p className={styles.text}>{t("settings.privacy_text")}</p>
        </Section>
        <Section title={t("settings.about")}>
          <p className={styles.text}>{t("settings.version", { version: status?.version ?? "" })}</p>
        </Section>
      </div>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

function ThemeSetting() {
  const { t } = useTranslation();
  const { theme, chooseTheme } = useAppearance();
  return (
    <Field label={t("settings.theme")}>
      <RadioGroup
        layout="horizontal"
        value={theme}
        onChange={(_, data) => chooseTheme(data.value as ThemeChoice)}
        className={styles.wrap}
      >
        {themeChoices.map((choice) => (
          <Radio key={choice} value={choice} label={t(`theme.${choice}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

/** Languages are named in themselves, so that everyone finds their own. */
const ownNames = { en: "English", de: "Deutsch", fr: "Français" } as const;

function LanguageSetting() {
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

function Storage({ status }: { status: AppStatus }) {
  const { t } = useTranslation();
  const reveal = useMutation({ mutationFn: () => call("reveal", { path: status.data_dir }) });
  return (
    <>
      <KeyringNotice storage={status.secrets} />
      <p className={styles.text}>
        {t("settings.data_dir")}
        <code className={styles.path}>{status.data_dir}</code>
      </p>
      {reveal.error && <FailureMessage failure={reveal.error} />}
      <div>
        <Button icon={<FolderIcon />} onClick={() => reveal.mutate()}>
          {t("settings.open_folder")}
        </Button>
      </div>
      {(status.secrets === "keyring" || status.secrets === "key_file") && (
        <p className={styles.text}>{t(`storage.${status.secrets}`)}</p>
      )}
    </>
  );
}
