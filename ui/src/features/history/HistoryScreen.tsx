/** What was done and when, day by day. Runs without changes stand together in one line. */

import { Button, Tab, TabList, useArrowNavigationGroup } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { HistoryIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { call } from "@/contract/call";
import { tagOf } from "@/contract/commands";
import type { RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useNavigation } from "@/session/navigation";
import { byDay, type Entry, type Filter, filters, fits } from "./entries";
import styles from "./HistoryScreen.module.css";
import { QuietRuns } from "./QuietRuns";
import { RunLine } from "./RunLine";
import { RunPage } from "./RunPage";

const pageSize = 100;

export function HistoryScreen() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>("all");
  const { intent } = useNavigation();
  const [open, setOpen] = useState(typeof intent === "object" && "run" in intent ? intent.run : undefined);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useRuns();
  const arrows = useArrowNavigationGroup({ axis: "vertical", memorizeCurrent: true });
  const runs = data?.pages.flat() ?? [];
  const shown = runs.find(({ run }) => run === open);
  if (shown) return <RunPage run={shown} onBack={() => setOpen(undefined)} onOpen={setOpen} />;

  const days = byDay(runs.filter((run) => fits(run, filter)));
  return (
    <Page title={t("screen.history")} hint={t("history.hint")} fill={runs.length === 0}>
      {error && <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />}
      {!isPending && !error && runs.length === 0 && <NoRuns />}
      {runs.length > 0 && <Filters filter={filter} onChoose={setFilter} />}
      {runs.length > 0 && days.length === 0 && <p>{t("history.none_like_this")}</p>}
      <div {...arrows} className={styles.days}>
        {days.map(({ day, entries }) => (
          <Day key={day} day={day} entries={entries} onOpen={(run) => setOpen(run.run)} />
        ))}
      </div>
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

function Filters({ filter, onChoose }: { filter: Filter; onChoose(filter: Filter): void }) {
  const { t } = useTranslation();
  return (
    <TabList
      size="small"
      className={styles.filters}
      aria-label={t("history.filters")}
      selectedValue={filter}
      onTabSelect={(_, { value }) => onChoose(value as Filter)}
    >
      {filters.map((name) => (
        <Tab key={name} value={name}>
          {t(`history.filter_${name}`)}
        </Tab>
      ))}
    </TabList>
  );
}

function Day({ day, entries, onOpen }: { day: string; entries: Entry[]; onOpen(run: RunView): void }) {
  const formats = useFormats();
  return (
    <section>
      <h2 className={styles.day}>{formats.day(day)}</h2>
      <ul className={styles.runs}>
        {entries.map((entry) =>
          "run" in entry ? (
            <RunLine key={entry.run.run} run={entry.run} onOpen={() => onOpen(entry.run)} />
          ) : (
            <QuietRuns key={`quiet-${entry.quiet[0]?.run}`} runs={entry.quiet} onOpen={onOpen} />
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
