/** How many people something fits. Old numbers stay, greyed, until the new ones have come. */

import { useTranslation } from "react-i18next";
import styles from "./ConditionTree.module.css";

export interface MatchCountProps {
  /** null: broken, undefined: nothing counted yet. */
  people: number | null | undefined;
  old: boolean;
}

export function MatchCount({ people, old }: MatchCountProps) {
  const { t } = useTranslation();
  if (people === null) return null;
  return (
    <span className={old ? `${styles.count} ${styles.old}` : styles.count}>
      {people === undefined ? "…" : t("rules.matches", { count: people })}
    </span>
  );
}
