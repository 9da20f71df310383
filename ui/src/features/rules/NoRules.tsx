/** No rule at all: ways to begin, each with how many it would import. */

import { useTranslation } from "react-i18next";
import type { Config } from "@/contract/types";
import styles from "./RulesScreen.module.css";
import { Templates } from "./Templates";

export function NoRules({
  connection,
  onTemplate,
}: {
  connection: number;
  onTemplate(config: Config): void;
}) {
  const { t } = useTranslation();
  return (
    <section className={styles.begin} aria-label={t("rules.empty")}>
      <h2 className={styles.title}>{t("rules.empty")}</h2>
      <p>{t("rules.empty_text")}</p>
      <Templates connection={connection} onTemplate={onTemplate} />
    </section>
  );
}
