/** The log of a run's time. It is read when somebody looks. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { FailureMessage } from "@/components/FailureMessage";
import { read } from "@/contract/call";
import type { RunView } from "@/contract/types";
import styles from "./HistoryScreen.module.css";

export function RunLog({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const { data: lines, error } = useQuery(read("log_lines", { from: run.started_at, to: run.finished_at }));
  if (error) return <FailureMessage failure={error} />;
  if (lines === undefined) return null;
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
