/** What was done and when, day by day. Runs without changes stand together in one line. */

import { Button, Tab, TabList, useArrowNavigationGroup } from "@fluentui/react-components";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { HistoryIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { UndoDialog } from "@/components/undo/UndoDialog";
import { undoable } from "@/components/undo/undoable";
import { useShortcut } from "@/components/useShortcut";
import { call, read } from "@/contract/call";
import { tagOf } from "@/contract/commands";
import type { RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useNavigation } from "@/session/navigation";
import { byDay, type Entry, type Filter, filters, fits, surpassed } from "./entries";
import styles from "./HistoryScreen.module.css";
import { type Chosen, PersonFilter } from "./PersonFilter";
import { QuietRuns } from "./QuietRuns";
import { RunLine } from "./RunLine";
import { RunPage } from "./RunPage";

const pageSize = 100;

export function HistoryScreen() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>("changed");
  const [open, setOpen] = useState<number>();
  const [undoing, setUndoing] = useState<number>();
  useAskedFor(({ run, undo }) => {
    setOpen(run);
    setUndoing(undo ? run : undefined);
  });
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useRuns();
  const arrows = useArrowNavigationGroup({ axis: "vertical", memorizeCurrent: true });
  const [person, setPerson] = useState<Chosen>();
  const ofPerson = useQuery({
    ...read("runs_of", { person: person?.id ?? 0 }),
    enabled: person !== undefined,
  });
  const all = data?.pages.flat() ?? [];
  const runs = person ? (ofPerson.data ?? []) : all;
  const find = (id: number | undefined) => [...runs, ...all].find(({ run }) => run === id);
  const shown = find(open);
  const toUndo = find(undoing);
  useShortcut("mod+z", () => setUndoing(focused(runs)?.run), shown === undefined);
  const question = toUndo && (
    <UndoDialog
      run={toUndo}
      onClose={() => setUndoing(undefined)}
      onDone={({ run }) => {
        setUndoing(undefined);
        setOpen(run.run);
      }}
    />
  );
  if (shown) {
    return (
      <>
        <RunPage
          key={shown.run}
          run={shown}
          surpassed={surpassed(shown, all)}
          asking={toUndo !== undefined}
          onBack={() => setOpen(undefined)}
          onUndo={() => setUndoing(shown.run)}
        />
        {question}
      </>
    );
  }

  const days = byDay(
    runs.filter((run) => fits(run, filter, all)),
    filter,
  );
  return (
    <Page title={t("screen.history")} hint={t("history.hint")} fill={all.length === 0}>
      {error && <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />}
      {!isPending && !error && all.length === 0 && <NoRuns />}
      {all.length > 0 && (
        <div className={styles.filters}>
          <Filters filter={filter} onChoose={setFilter} />
          <PersonFilter person={person} onChoose={setPerson} />
        </div>
      )}
      {all.length > 0 && days.length === 0 && !ofPerson.isFetching && <p>{t("history.none_like_this")}</p>}
      <div {...arrows} className={styles.days}>
        {days.map(({ day, entries }) => (
          <Day key={day} day={day} entries={entries} onOpen={(run) => setOpen(run.run)} />
        ))}
      </div>
      {question}
      {hasNextPage && !person && (
        <div>
          <Button onClick={() => void fetchNextPage()}>{t("history.more")}</Button>
        </div>
      )}
    </Page>
  );
}

/** A run that was asked for from elsewhere, or by a message while one is here. */
function useAskedFor(show: (asked: { run: number; undo?: boolean }) => void): void {
  const { intent } = useNavigation();
  const [seen, setSeen] = useState<typeof intent>();
  if (intent === seen) return;
  setSeen(intent);
  if (typeof intent === "object" && "run" in intent) show(intent);
}

/** The run whose line has the focus, if it can be taken back. */
function focused(runs: RunView[]): RunView | undefined {
  const line = document.activeElement?.closest<HTMLElement>("[data-run]");
  return runs.find((run) => String(run.run) === line?.dataset.run && undoable(run));
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
