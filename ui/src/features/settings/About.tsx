/** Which version this is, where to look for a newer one, and whose work is inside. */

import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SearchField } from "@/components/SearchField";
import type { AppStatus } from "@/contract/types";
import styles from "./SettingsScreen.module.css";

export function About({ status }: { status: AppStatus }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.text}>{t("settings.version", { version: status.version })}</p>
      <p className={styles.text}>{t("settings.about_text")}</p>
      <p className={styles.text}>{t("settings.updates_text")}</p>
      <Accordion collapsible>
        <AccordionItem value="licences">
          <AccordionHeader as="h3">{t("licences.title")}</AccordionHeader>
          <AccordionPanel className={styles.body}>
            <Licences />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}

function Licences() {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const { data = [] } = useQuery({ queryKey: ["licences"], queryFn: load, staleTime: Infinity });
  const wanted = search.trim().toLowerCase();
  const found = data.filter(([name, , licence]) => `${name} ${licence}`.toLowerCase().includes(wanted));
  return (
    <>
      <p className={styles.text}>{t("licences.text")}</p>
      <SearchField label={t("licences.search")} value={search} onChange={setSearch} />
      <p className={styles.text} role="status">
        {t("licences.count", { count: found.length })}
      </p>
      <ul className={styles.licences} tabIndex={0} aria-label={t("licences.title")}>
        {found.map(([name, version, licence]) => (
          <li key={`${name} ${version}`}>
            {name} {version} <span>{licence}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Only read when somebody looks. */
async function load(): Promise<string[][]> {
  return (await import("./licences.json")).default;
}
