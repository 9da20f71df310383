/** Settings: when it syncs, what guards the list, how it looks and speaks, where the data is. Changes hold at once. */

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page";
import { SearchField } from "@/components/SearchField";
import { SkeletonRows } from "@/components/SkeletonRows";
import { read } from "@/contract/call";
import type { AppStatus } from "@/contract/types";
import { themeChoices } from "@/session/appearance";
import { About } from "./About";
import { Advanced, scheduleCommand } from "./Advanced";
import { AppearanceSettings } from "./AppearanceSettings";
import { Diagnostics } from "./Diagnostics";
import { LanguageSetting } from "./LanguageSetting";
import { Logs } from "./Logs";
import { NoticeSettings } from "./NoticeSettings";
import { RefreshSettings } from "./RefreshSettings";
import { RunningSettings } from "./RunningSettings";
import { Safety } from "./Safety";
import { ScheduleSettings } from "./ScheduleSettings";
import { Sections } from "./Sections";
import styles from "./SettingsScreen.module.css";
import { Storage } from "./Storage";
import { useLoaded } from "./useLoaded";

interface SectionEntry {
  name:
    | "sync"
    | "safety"
    | "notices"
    | "appearance"
    | "language"
    | "storage"
    | "privacy"
    | "advanced"
    | "about";
  /** What it is about, for the search. */
  words: string[];
  body: ReactNode;
}

export function SettingsScreen() {
  const { t } = useTranslation();
  const { data: status } = useQuery(read("app_status", {}));
  const [search, setSearch] = useState("");
  const loaded = useLoaded();
  const all = useSections(status);
  const found = all.filter(({ name, words }) => speaksOf([t(`settings.${name}`), ...words], search));
  return (
    <Page title={t("screen.settings")} hint={t("settings.hint")}>
      <div className={styles.search}>
        <SearchField label={t("settings.search")} value={search} onChange={setSearch} />
      </div>
      {loaded && found.length === 0 && <p role="status">{t("settings.none")}</p>}
      {loaded ? (
        <Sections sections={found.map(({ name, body }) => ({ name, title: t(`settings.${name}`), body }))} />
      ) : (
        <SkeletonRows />
      )}
    </Page>
  );
}

/** Every word of the search, in any order and without its accents. */
function speaksOf(texts: string[], search: string): boolean {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const said = plain(texts.join(" "));
  return plain(search)
    .split(/\s+/)
    .every((word) => said.includes(word));
}

function useSections(status: AppStatus | undefined): SectionEntry[] {
  const { t } = useTranslation();
  return [
    {
      name: "sync",
      words: [
        t("settings.sync_text"),
        t("settings.sync_time"),
        t("settings.sync_zone", { zone: "" }),
        t("tray.pause"),
        t("settings.start_at_login"),
        t("settings.closing"),
        t("refresh.kept"),
      ],
      body: (
        <>
          <ScheduleSettings />
          <RunningSettings />
          <RefreshSettings />
        </>
      ),
    },
    {
      name: "safety",
      words: [
        t("settings.safety_text"),
        t("policy.limit"),
        t("settings.archive"),
        t("settings.archive_text"),
      ],
      body: <Safety />,
    },
    {
      name: "notices",
      words: [t("settings.notices_text"), t("settings.notices_test")],
      body: <NoticeSettings />,
    },
    {
      name: "appearance",
      words: [
        t("settings.theme"),
        ...themeChoices.map((theme) => t(`theme.${theme}`)),
        t("settings.text_size"),
        t("settings.density"),
      ],
      body: <AppearanceSettings />,
    },
    {
      name: "language",
      words: [t("settings.language_label"), t("settings.region_label")],
      body: <LanguageSetting />,
    },
    {
      name: "storage",
      words: [
        t("settings.data_dir"),
        t("storage.keyring"),
        t("backup.text"),
        t("backup.action"),
        t("backup.restore"),
      ],
      body: status && <Storage status={status} />,
    },
    {
      name: "privacy",
      words: [
        t("settings.privacy_text"),
        t("settings.logs_text"),
        t("settings.logs_open"),
        t("settings.diagnostics"),
      ],
      body: (
        <>
          <p className={styles.text}>{t("settings.privacy_text")}</p>
          <Logs />
          {status && <Diagnostics status={status} />}
        </>
      ),
    },
    {
      name: "advanced",
      words: [
        t("settings.command_text"),
        t("settings.proxy"),
        t("settings.proxy_hint"),
        t("settings.proxy_text"),
        scheduleCommand,
      ],
      body: <Advanced />,
    },
    {
      name: "about",
      words: [t("settings.about_text"), t("settings.updates_text"), t("licences.title")],
      body: status && <About status={status} />,
    },
  ];
}
