/** One run: when, by what, how it ended, and in numbers what it did. */

import { Badge, type BadgeProps } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useDone } from "@/components/CountsLine";
import type { RunResult, RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useWords } from "@/i18n/words";
import styles from "./HistoryScreen.module.css";

const colours: Record<RunResult, BadgeProps["color"]> = {
  applied: "success",
  no_changes: "informative",
  held: "warning",
  failed: "danger",
};

export function RunLine({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  return (
    <li className={styles.run}>
      <time dateTime={run.started_at} className={styles.time}>
        {time(run.started_at)}
      </time>
      <div className={styles.what}>
        <div className={styles.head}>
          <strong>{run.connection}</strong>
          <Badge appearance="tint" color={colours[run.result]}>
            {t(`result.${run.result}`)}
          </Badge>
          <span className={styles.by}>{t(`trigger.${run.trigger}`)}</span>
        </div>
        <Outcome run={run} />
        <Reading run={run} />
      </div>
    </li>
  );
}

function Outcome({ run }: { run: RunView }) {
  const done = useDone();
  const words = useWords();
  if (run.error) {
    const { what, data } = words.failure(run.error);
    return (
      <p>
        {what} {data}
      </p>
    );
  }
  return <p>{done(run.counts)}</p>;
}

function Reading({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (!run.read) return null;
  const { mode, users, groups, seconds } = run.read;
  const parts = [
    t("history.users", { count: users }),
    t("history.groups", { count: groups }),
    t("history.seconds", { seconds: number(Math.round(seconds * 10) / 10) }),
  ];
  return <p className={styles.by}>{`${t(`history.${mode}`)} ${parts.join(" · ")}`}</p>;
}
