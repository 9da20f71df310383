/** How a run ended, and what set it off. */

import { Badge, type BadgeProps } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { RunResult, RunView } from "@/contract/types";
import styles from "./HistoryScreen.module.css";

const colours: Record<RunResult, BadgeProps["color"]> = {
  applied: "success",
  no_changes: "informative",
  held: "warning",
  failed: "danger",
};

export function RunMarks({ run }: { run: RunView }) {
  const { t } = useTranslation();
  return (
    <>
      <Badge appearance="tint" color={colours[run.result]}>
        {t(`result.${run.result}`)}
      </Badge>
      {run.undone_by !== null && (
        <Badge appearance="outline" color="informative">
          {t("history.undone")}
        </Badge>
      )}
      <span className={styles.by}>{t(`trigger.${run.trigger}`)}</span>
    </>
  );
}
