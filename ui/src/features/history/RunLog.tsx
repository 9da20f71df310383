/** The log of a run's time, and of the preview it was applied from. It is read when somebody looks. */

import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { FailureMessage } from "@/components/FailureMessage";
import { read } from "@/contract/call";
import type { RunView } from "@/contract/types";
import styles from "./HistoryScreen.module.css";

export function RunLog({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const asked = stretchesOf(run).map(([from, to]) => read("log_lines", { from, to }));
  const answers = useQueries({ queries: asked });
  const error = answers.find((answer) => answer.error)?.error;
  if (error) return <FailureMessage failure={error} />;
  if (answers.some(({ data }) => data === undefined)) return null;
  const lines = answers.flatMap(({ data }) => data || []).join("\n\n");
  if (lines === "") return <p>{t("history.log_none")}</p>;
  return (
    <>
      <pre className={styles.report} tabIndex={0} aria-label={t("history.log")}>
        {lines}
      </pre>
      <div>
        <CopyButton text={lines} label={t("history.log_copy")} />
      </div>
    </>
  );
}

/** What was read for a run that was looked at first may lie a while before it. */
function stretchesOf({ read, started_at, finished_at }: RunView): [string, string][] {
  const before = read?.span;
  const apart = before && Date.parse(before[1]) < Date.parse(started_at);
  return apart ? [before, [started_at, finished_at]] : [[started_at, finished_at]];
}
