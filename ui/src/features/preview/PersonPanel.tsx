/** One row in full: why first, then every field. */

import { Body1Strong, Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { FieldChanges } from "@/components/FieldChanges";
import { SidePanel } from "@/components/SidePanel";
import type { PlanRow } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { KindOfChange } from "./KindOfChange";
import styles from "./PlanView.module.css";
import type { Skipped } from "./useSkipped";

export interface PersonPanelProps {
  row: PlanRow;
  skipped: Skipped;
  onClose(): void;
}

export function PersonPanel({ row, skipped, onClose }: PersonPanelProps) {
  const { t } = useTranslation();
  const words = useWords();
  const left = skipped.has(row);
  const canSkip = row.kind !== null && row.kind !== "conflict";
  return (
    <SidePanel title={row.name} onClose={onClose}>
      <div className={styles.panel}>
        <section className={styles.why} aria-label={t("preview.why")}>
          <KindOfChange kind={row.kind} skipped={left} />
          <p>{words.reason(row.reason)}</p>
        </section>
        {(row.email || row.department) && (
          <p className={styles.meta}>{[row.email, row.department].filter(Boolean).join(" · ")}</p>
        )}
        {row.fields.length > 0 && (
          <section>
            <Body1Strong as="h3" style={{ margin: "0 0 8px" }}>
              {t("preview.what")}
            </Body1Strong>
            <FieldChanges changes={row.fields} />
          </section>
        )}
        <div className={styles.skipbar}>
          {canSkip && (
            <Button onClick={() => (left ? skipped.include([row]) : skipped.skip([row]))}>
              {t(left ? "preview.include" : "preview.skip")}
            </Button>
          )}
          {row.email && <CopyButton text={row.email} label={t("common.copy_email")} />}
        </div>
      </div>
    </SidePanel>
  );
}
