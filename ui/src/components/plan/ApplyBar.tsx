/**
 * The foot of the preview: Apply with its numbers, and a question first when people leave. In the wizard it is the
 * last step, which Enter goes on with: a plan that only brings people in is called an import.
 */

import { Button, Spinner } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { changesIn, grouped } from "@/components/CountsLine";
import { RefreshIcon } from "@/components/icons";
import { onceOnly } from "@/components/onceOnly";
import { useShortcut } from "@/components/useShortcut";
import type { Preview } from "@/contract/types";
import { useGoAt } from "@/session/connection";
import type { Hold } from "./guard";
import styles from "./PlanView.module.css";
import type { Apply } from "./useApply";
import type { Skipped } from "./useSkipped";

export interface ApplyBarProps {
  preview: Preview;
  /** In the wizard. */
  first: boolean;
  /** Enter goes on with it: it was there as the step opened. What comes later takes no focus from under a finger. */
  leads: boolean;
  hold: Hold;
  skipped: Skipped;
  apply: Apply;
  onAgain(): void;
  /** What else can be done with the plan. */
  children: ReactNode;
}

export function ApplyBar({ preview, first, leads, hold, skipped, apply, onAgain, children }: ApplyBarProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const removals = preview.counts.remove - skipped.removals;
  const changes = changesIn(preview.counts) - skipped.writes - removals;
  const imports = first && grouped(preview.counts).update === 0;
  const label = useApplyLabel(changes, removals, imports);
  const begin = () => (removals > 0 ? setAsking(true) : apply.run());
  useShortcut("mod+Enter", begin, hold === undefined && !apply.busy);

  return (
    <footer className={styles.bar}>
      <span className={styles.promise}>{t(hold ? `preview.hold_${hold}` : "preview.promise")}</span>
      {children}
      {first ? (
        <AdjustRules connection={preview.connection} />
      ) : (
        <Button icon={<RefreshIcon />} onClick={onAgain}>
          {t("action.preview_again")}
        </Button>
      )}
      {hold !== "nothing" && (
        <Button
          appearance="primary"
          autoFocus={leads}
          onKeyDown={onceOnly}
          className={removals > 0 ? "danger" : undefined}
          disabled={hold !== undefined || apply.busy}
          icon={apply.busy ? <Spinner size="tiny" /> : undefined}
          onClick={begin}
        >
          {label}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={t("preview.confirm", { count: removals })}
          confirm={label}
          danger
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            apply.run();
          }}
        >
          <p>{t("preview.confirm_text", { count: removals })}</p>
        </ConfirmDialog>
      )}
    </footer>
  );
}

function AdjustRules({ connection }: { connection: number }) {
  const { t } = useTranslation();
  const go = useGoAt(connection);
  return <Button onClick={() => go("rules")}>{t("wizard.adjust_rules")}</Button>;
}

function useApplyLabel(changes: number, removals: number, imports: boolean): string {
  const { t } = useTranslation();
  if (removals <= 0) return t(imports ? "wizard.import" : "preview.apply", { count: changes });
  if (changes <= 0) return t("preview.apply_removals", { count: removals });
  const people = t("preview.and_remove", { count: removals });
  return t("preview.apply_both", { changes: t("preview.apply", { count: changes }), people });
}
