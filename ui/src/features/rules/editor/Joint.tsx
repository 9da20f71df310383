/** The word between two conditions: which of the two it is, the head of their group decides. */

import { useTranslation } from "react-i18next";
import type { CombinatorSelectorProps } from "react-querybuilder";
import styles from "./ConditionTree.module.css";

export function Joint({ value }: CombinatorSelectorProps) {
  const { t } = useTranslation();
  return <div className={styles.joint}>{t(value === "or" ? "rules.or" : "rules.and")}</div>;
}
