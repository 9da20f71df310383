/** How many people the unsaved edits of the mapping change. */

import { useTranslation } from "react-i18next";
import styles from "./Sample.module.css";
import type { Sample } from "./useSample";

export function MappingEffect({ sample: { preview, old, error } }: { sample: Sample }) {
  const { t } = useTranslation();
  if (error || !preview?.rows.some(({ edited }) => edited) || preview.needs_preview) return null;
  const { changed } = preview;
  return (
    <span role="status" className={old ? styles.old : undefined}>
      {changed > 0 ? t("mapping.changes", { count: changed }) : t("mapping.changes_nobody")}
    </span>
  );
}
