/** One run: when, by what, how it ended, and in numbers what it did. Opens in full. */

import { useTranslation } from "react-i18next";
import { useDone } from "@/components/CountsLine";
import type { RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useWords } from "@/i18n/words";
import styles from "./HistoryScreen.module.css";
import { RunMarks } from "./RunMarks";
import { useDuration } from "./useDuration";
import { useRetried } from "./useRetried";

export interface RunLineProps {
  run: RunView;
  /** It stands under a day that is not its own. */
  dated?: boolean;
  onOpen(): void;
}

export function RunLine({ run, dated, onOpen }: RunLineProps) {
  const { t } = useTranslation();
  const { time, dateTime } = useFormats();
  return (
    <li>
      <button type="button" className={styles.run} onClick={onOpen} data-run={run.run}>
        <time dateTime={run.started_at} className={styles.time}>
          {dated ? dateTime(run.started_at) : time(run.started_at)}
        </time>
        <span className={styles.what}>
          <span className={styles.head}>
            <strong>{run.connection}</strong>
            <RunMarks run={run} />
          </span>
          <Outcome run={run} />
          {run.passed_over > 0 && (
            <span className={styles.by}>{t("history.passed_over", { count: run.passed_over })}</span>
          )}
          {run.refresh_failure && <span className={styles.warning}>{t("refresh.failed")}</span>}
          <Reading run={run} />
        </span>
      </button>
    </li>
  );
}

function Outcome({ run }: { run: RunView }) {
  const done = useDone();
  const words = useWords();
  const { t } = useTranslation();
  const duration = useDuration()(run);
  const retried = useRetried()(run);
  const again = retried && `${retried} `;
  if (run.error) {
    const { what, data } = words.failure(run.error);
    const after = run.result === "failed" ? `${t("history.failed_in", { duration })} ` : "";
    return <span className={styles.line}>{`${after}${what} ${again}${data}`}</span>;
  }
  return <span className={styles.line}>{done(run.counts)}</span>;
}

export function Reading({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (!run.read) return null;
  const { mode, users, groups, seconds } = run.read;
  const parts = [
    t("history.users", { count: users }),
    t("history.groups", { count: groups }),
    t("history.seconds", { seconds: number(Math.round(seconds * 10) / 10) }),
  ];
  return <span className={styles.by}>{`${t(`history.${mode}`)} ${parts.join(" · ")}`}</span>;
}
