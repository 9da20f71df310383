/** Narrows the rows of the tab; how many are left is said. */

import { useTranslation } from "react-i18next";
import { SearchField } from "@/components/SearchField";
import styles from "./PlanView.module.css";
import type { usePlanRows } from "./usePlanRows";

export function PlanSearch({ rows }: { rows: ReturnType<typeof usePlanRows> }) {
  const { t } = useTranslation();
  return (
    <div className={styles.search}>
      <SearchField label={t("preview.search")} value={rows.search} onChange={rows.setSearch} />
      <span role="status">{rows.found !== undefined && t("employees.found", { count: rows.found })}</span>
    </div>
  );
}
