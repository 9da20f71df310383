/** "42 people": the old number greyed while a new one is on the way, "counting…" when that takes long. */

import { useTranslation } from "react-i18next";
import type { Counting } from "@/session/draft/useRulePreview";
import styles from "./RulesScreen.module.css";

export function PeopleCount({ people, counting }: { people: number | undefined; counting: Counting }) {
  const { t } = useTranslation();
  const { preview, old, error } = counting;
  if (error) return <span>{t("rules.no_count")}</span>;
  if (preview?.needs_preview && preview.people === 0) return null;
  if (people === undefined) return <span>{counting.counting ? t("rules.counting") : "…"}</span>;
  return (
    <span className={old ? styles.old : undefined}>
      {t("rules.people", { count: people })}
      {counting.counting && ` · ${t("rules.counting")}`}
    </span>
  );
}
