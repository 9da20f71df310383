/** Rules to begin with. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { read } from "@/contract/call";
import type { Config } from "@/contract/types";
import styles from "./RulesScreen.module.css";

export function Templates({
  connection,
  onTemplate,
}: {
  connection: number;
  onTemplate(config: Config): void;
}) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(read("rule_templates", { connection }));
  return (
    <ul className={styles.templates}>
      {data.map(({ code, config, people }) => (
        <li key={code}>
          <button type="button" className={styles.template} onClick={() => onTemplate(config)}>
            <strong>{t(`rules.template.${code}`)}</strong>
            {people !== null && <span>{t("rules.people", { count: people })}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
