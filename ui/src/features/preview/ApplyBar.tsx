/** The foot of the preview: Apply with its numbers, and a question first when people leave. */

import { Button, Spinner } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { changesIn } from "@/components/CountsLine";
import { RefreshIcon } from "@/components/icons";
import { useShortcut } from "@/components/useShortcut";
import type { Preview } from "@/contract/types";
import type { Hold } from "./guard";
import styles from "./PlanView.module.css";
import type { Apply } from "./useApply";
import type { Skipped } from "./useSkipped";

export interface ApplyBarProps {
  preview: Preview;
  hold: Hold;
  skipped: Skipped;
  apply: Apply;
  onAgain(): void;
  /** What else can be done with the plan. */
  children: ReactNode;
}

export function ApplyBar({ preview, hold, skipped, apply, onAgain, children }: ApplyBarProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const removals = preview.counts.remove - skipped.removals;
  const changes = changesIn(preview.counts) - skipped.writes - removals;
  const label = useApplyLabel(changes, removals);
  const begin = () => (removals > 0 ? setAsking(true) : apply.run());
  useShortcut("mod+Enter", begin, hold === undefined && !apply.busy);

  return (
    <footer className={styles.bar}>
      <span className={styles.promise}>{t(hold ? `preview.hold_${hold}` : "preview.promise")}</span>
      {children}
      <Button icon={<RefreshIcon />} onClick={onAgain}>
        {t("action.preview_again")}
      </Button>
      {hold !== "nothing" && (
        <Button
          appearance="primary"
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

function useApplyLabel(changes: number, removals: number): string {
  const { t } = useTranslation();
  if (removals <= 0) return t("preview.apply", { count: changes });
  if (changes <= 0) return t("preview.apply_removals", { count: removals });
  const people = t("preview.and_remove", { count: removals });
  return t("preview.apply_both", { changes: t("preview.apply", { count: changes }), people });
}
