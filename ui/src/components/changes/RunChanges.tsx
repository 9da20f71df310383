/** What a run did, person by person: the same table as its preview, with ticks. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { read } from "@/contract/call";
import type { PlanRow, PlanTab, RunView } from "@/contract/types";
import { ChangeGrid } from "./ChangeGrid";
import { ChangePanel } from "./ChangePanel";
import { ChangeTabs } from "./ChangeTabs";
import styles from "./changes.module.css";
import { tabsOf } from "./tabs";

const done = () => "done" as const;

/** Everything a run did, in blocks. */
export function useRunRows(run: number, tab: PlanTab) {
  const client = useQueryClient();
  return (start: number, count: number) =>
    client.fetchQuery({ ...read("run_rows", { run, tab, start, count }), gcTime: 30_000 });
}

export function RunChanges({ run }: { run: RunView }) {
  const { t } = useTranslation();
  // Only what was written is part of what a run did.
  const counts = { ...run.counts, not_imported: 0, conflict: 0 };
  const [tab, setTab] = useState<PlanTab>("all");
  const [person, setPerson] = useState<PlanRow>();
  const load = useRunRows(run.run, tab);
  const choose = (next: PlanTab) => {
    setTab(next);
    setPerson(undefined);
  };
  if (tabsOf(counts)[0]?.count === 0) return null;
  return (
    <>
      <ChangeTabs past counts={counts} tab={tab} onChoose={choose} />
      <div className={styles.content}>
        <ChangeGrid tab={tab} source={`${run.run}/${tab}`} load={load} momentOf={done} onOpen={setPerson} />
        {person && (
          <ChangePanel
            key={person.object_id}
            row={person}
            moment="done"
            onClose={() => setPerson(undefined)}
            actions={person.email && <CopyButton text={person.email} label={t("common.copy_email")} />}
          />
        )}
      </div>
    </>
  );
}
