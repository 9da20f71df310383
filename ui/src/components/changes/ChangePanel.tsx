/** One change in full: why first, then every field, then what can be done about it. */

import { Body1Strong } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FieldChanges } from "@/components/FieldChanges";
import { SidePanel } from "@/components/SidePanel";
import type { PlanRow } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./changes.module.css";
import { KindOfChange, type Moment } from "./KindOfChange";

export interface ChangePanelProps {
  row: PlanRow;
  moment: Moment;
  onClose(): void;
  /** Below the reason: how it came about. */
  trace?: ReactNode;
  actions?: ReactNode;
}

export function ChangePanel({ row, moment, onClose, trace, actions }: ChangePanelProps) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <SidePanel title={row.name || (row.email ?? "")} onClose={onClose}>
      <div className={styles.panel}>
        <section className={styles.why} aria-label={t("preview.why")}>
          <KindOfChange row={row} moment={moment} />
          <p>{words.reason(row.reason, row.kind)}</p>
        </section>
        {(row.email || row.department) && (
          <p className={styles.meta}>{[row.email, row.department].filter(Boolean).join(" · ")}</p>
        )}
        {actions && <div className={styles.actions}>{actions}</div>}
        {row.fields.length > 0 && (
          <section>
            <Body1Strong as="h3" block style={{ marginBottom: 8 }}>
              {t(moment === "done" ? "preview.what_changed" : "preview.what")}
            </Body1Strong>
            <FieldChanges changes={row.fields} />
          </section>
        )}
        {trace}
      </div>
    </SidePanel>
  );
}
