/** What to do with the ticked rows. */

import { Button, Text } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { PlanRow } from "@/contract/types";
import styles from "./PlanView.module.css";
import type { Skipped } from "./useSkipped";

export function SkipBar({ ticked, skipped }: { ticked: PlanRow[]; skipped: Skipped }) {
  const { t } = useTranslation();
  if (ticked.length === 0 && skipped.ids.length === 0) return null;
  const toSkip = ticked.filter((row) => !skipped.has(row));
  const toInclude = ticked.filter(skipped.has);
  return (
    <div className={styles.skipbar} role="toolbar" aria-label={t("preview.selection")}>
      {toSkip.length > 0 && (
        <Button size="small" onClick={() => skipped.skip(toSkip)}>
          {t("preview.skip_rows", { count: toSkip.length })}
        </Button>
      )}
      {toInclude.length > 0 && (
        <Button size="small" onClick={() => skipped.include(toInclude)}>
          {t("preview.include_rows", { count: toInclude.length })}
        </Button>
      )}
      <Text size={200} role="status">
        {skipped.ids.length > 0 && t("preview.skipped_count", { count: skipped.ids.length })}
      </Text>
    </div>
  );
}
