/** Where a table's rows will stand, shown once waiting for the first of them takes longer than a blink. */

import { Skeleton, SkeletonItem } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import styles from "./SkeletonRows.module.css";

const rows = Array.from({ length: 10 }, (_, index) => index);

export function SkeletonRows() {
  const { t } = useTranslation();
  return (
    <Skeleton aria-label={t("common.loading")} className={styles.rows}>
      {rows.map((row) => (
        <SkeletonItem key={row} size={24} />
      ))}
    </Skeleton>
  );
}
