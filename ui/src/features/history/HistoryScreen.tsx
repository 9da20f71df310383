/** What was done and when, day by day. Runs without changes stand together in one line. */

import { Button } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { HistoryIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { call } from "@/contract/call";
import { tagOf } from "@/contract/commands";
import { useFormats } from "@/i18n/format";
import { useNavigation } from "@/session/navigation";
import { byDay, type Entry } from "./entries";
import styles from "./HistoryScreen.module.css";
import { RunLine } from "./RunLine";

const pageSize = 100;

export function HistoryScreen() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useRuns();
  const runs = data?.pages.flat() ?? [];
  return (
    <Page title={t("screen.history")} hint={t("history.hint")} fill={runs.length === 0}>
      {error && <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />}
      {!isPending && !error && runs.length === 0 && <NoRuns />}
      {byDay(runs).map(({ day, entries }) => (
        <Day key={day} day={day} entries={entries} />
      ))}
      {hasNextPage && (
        <div>
          <Button onClick={() => void fetchNextPage()}>{t("history.more")}</Button>
        </div>
      )}
    </Page>
  );
}

function useRuns() {
  return useInfiniteQuery({
    queryKey: [tagOf.history, "history", "pages"],
    queryFn: ({ pageParam }) => call("history", { start: pageParam, count: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length === pageSize ? pages.length * pageSize : undefined),
  });
}

function Day({ day, entries }: { day: string; entries: Entry[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <section>
      <h2 className={styles.day}>{formats.day(day)}</h2>
      <ul className={styles.runs}>
        {entries.map((entry) =>
          "run" in entry ? (
            <RunLine key={entry.run.run} run={entry.run} />
          ) : (
            <li key={`quiet-${entry.first}`} className={styles.quiet}>
              {t("history.quiet", { count: entry.quiet })}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function NoRuns() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <EmptyState
      icon={<HistoryIcon />}
      title={t("history.none")}
      text={t("history.none_text")}
      actions={
        <Button appearance="primary" onClick={() => go("preview")}>
          {t("history.to_preview")}
        </Button>
      }
    />
  );
}
