/** What to do with the ticked rows, or with all of a tab. */

import { Button, Text } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import type { Block } from "@/contract/blocks";
import type { PlanRow, PlanTab } from "@/contract/types";
import styles from "./PlanView.module.css";
import type { Decision } from "./useDecide";
import type { Skipped } from "./useSkipped";

export interface SkipBarProps {
  tab: PlanTab;
  count: number;
  load(start: number, count: number): Promise<Block<PlanRow>>;
  ticked: PlanRow[];
  skipped: Skipped;
  onAsk(decision: Decision, rows: PlanRow[]): void;
}

export function SkipBar({ tab, count, load, ticked, skipped, onAsk }: SkipBarProps) {
  const { t } = useTranslation();
  const toSkip = ticked.filter((row) => !skipped.has(row));
  const toInclude = ticked.filter(skipped.has);
  const never = ticked.filter(({ kind }) => kind === "add" || kind === "update");
  const skipAll = useMutation({
    mutationFn: () => load(0, count),
    onSuccess: ({ rows }) => skipped.skip(rows),
  });
  const all = tab === "remove" && count > 1 && skipped.removals < count;
  if (ticked.length === 0 && skipped.ids.length === 0 && !all) return null;
  return (
    <>
      {skipAll.error && <FailureMessage failure={skipAll.error} />}
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
        {never.length > 0 && (
          <Button size="small" onClick={() => onAsk("never", never)}>
            {t("decide.never_rows", { count: never.length })}
          </Button>
        )}
        {all && ticked.length === 0 && (
          <Button size="small" onClick={() => skipAll.mutate()}>
            {t("preview.skip_removals", { count })}
          </Button>
        )}
        <Text size={200} role="status">
          {skipped.ids.length > 0 && t("preview.skipped_count", { count: skipped.ids.length })}
        </Text>
      </div>
    </>
  );
}
