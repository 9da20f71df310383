/** Whose work is inside, each with the text of its licence. Names and texts are read when somebody looks. */

import { useArrowNavigationGroup } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SearchField } from "@/components/SearchField";
import styles from "./SettingsScreen.module.css";

/** Paragraphs stand once; a text is their numbers. */
interface Texts {
  paragraphs: string[];
  texts: Record<string, number[]>;
}

export function Licences() {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<string>();
  // One stop of Tab for hundreds of parts.
  const arrows = useArrowNavigationGroup({ axis: "vertical" });
  const { data = [] } = useQuery({ queryKey: ["licences"], queryFn: loadNames, staleTime: Infinity });
  const wanted = search.trim().toLowerCase();
  const found = data.filter(([name, , licence]) => `${name} ${licence}`.toLowerCase().includes(wanted));
  return (
    <>
      <p className={styles.text}>{t("licences.text")}</p>
      <SearchField label={t("licences.search")} value={search} onChange={setSearch} />
      <p className={styles.text} role="status">
        {t("licences.count", { count: found.length })}
      </p>
      <ul {...arrows} className={styles.licences} aria-label={t("licences.title")}>
        {found.map(([name, version, licence]) => {
          const which = `${name} ${version}`;
          const shown = open === which;
          return (
            <li key={which}>
              <button type="button" aria-expanded={shown} onClick={() => setOpen(shown ? undefined : which)}>
                {which} <span>{licence}</span>
              </button>
              {shown && <LicenceText of={which} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function LicenceText({ of }: { of: string }) {
  const { data } = useQuery({ queryKey: ["licence texts"], queryFn: loadTexts, staleTime: Infinity });
  const numbers = data?.texts[of] ?? [];
  return (
    <div className={styles.licence} lang="en">
      {numbers.map((number) => data?.paragraphs[number]).join("\n\n")}
    </div>
  );
}

async function loadNames(): Promise<string[][]> {
  return (await import("./licences.json")).default;
}

async function loadTexts(): Promise<Texts> {
  return (await import("./licence-texts.json")).default as unknown as Texts;
}
