/** No rule at all: ways to begin, each with how many it would import. */

import { useTranslation } from "react-i18next";
import type { Config, Then } from "@/contract/types";
import styles from "./RulesScreen.module.css";
import { Templates } from "./Templates";

export interface NoRulesProps {
  connection: number;
  /** What happens to everyone while there is no rule. */
  otherwise: Then;
  onTemplate(config: Config): void;
}

export function NoRules({ connection, otherwise, onTemplate }: NoRulesProps) {
  const { t } = useTranslation();
  const title = t("skip" in otherwise ? "rules.empty_skip" : "rules.empty_import");
  return (
    <section className={styles.begin} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <p>{t("rules.empty_text")}</p>
      <Templates connection={connection} onTemplate={onTemplate} />
    </section>
  );
}
