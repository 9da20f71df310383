/** "42 people": the old number greyed while a new one is on the way, with "…" when that takes long. */

import { useTranslation } from "react-i18next";
import type { Counting } from "@/session/draft/useRulePreview";
import styles from "./RulesScreen.module.css";

export interface PeopleCountProps {
  people: number | undefined;
  counting: Counting;
  /** A broken rule decides before: whoever is open may still come. */
  open: boolean;
}

export function PeopleCount({ people, counting, open }: PeopleCountProps) {
  const { t } = useTranslation();
  const { preview, old, error } = counting;
  if (error) return <span>{t("rules.no_count")}</span>;
  if (preview?.needs_preview && preview.people === 0) return null;
  if (open && people === 0) return null;
  if (people === undefined) return <span title={t("rules.counting")}>…</span>;
  return (
    <span
      className={old ? styles.old : undefined}
      title={counting.counting ? t("rules.counting") : undefined}
    >
      {t("rules.people", { count: people })}
      {/* Its room is always kept, so that nothing beside it moves. */}
      <span className={counting.counting ? undefined : styles.unsaid} aria-hidden>
        {" …"}
      </span>
    </span>
  );
}
