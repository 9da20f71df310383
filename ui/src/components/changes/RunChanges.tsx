/** What a run did, person by person: the same table as its preview, with ticks. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { changesIn } from "@/components/CountsLine";
import { read } from "@/contract/call";
import type { PlanRow, PlanTab, RunView } from "@/contract/types";
import { ChangeGrid } from "./ChangeGrid";
import { ChangePanel } from "./ChangePanel";
import { ChangeTabs } from "./ChangeTabs";
import styles from "./changes.module.css";

const done = () => "done" as const;

/** Everything a run did, in blocks. */
export function useRunRows(run: number, tab: PlanTab) {
  const client = useQueryClient();
  return (start: number, count: number) =>
    client.fetchQuery({ ...read("run_rows", { run, tab, start, count }), gcTime: 30_000 });
}

export function RunChanges({ run }: { run: RunView }) {
  const { t } = useTranslation();
  // What was written is what a run did; whom it passed over is told beside it.
  const counts = { ...run.counts, not_imported: run.passed_over, conflict: 0 };
  const wrote = changesIn(counts) > 0;
  const [tab, setTab] = useState<PlanTab>(wrote ? "all" : "not_imported");
  const [person, setPerson] = useState<PlanRow>();
  const load = useRunRows(run.run, tab);
  const choose = (next: PlanTab) => {
    setTab(next);
    setPerson(undefined);
  };
  if (run.summary_only || (!wrote && run.passed_over === 0)) return null;
  return (
    <>
      <ChangeTabs past counts={counts} tab={tab} onChoose={choose} />
      <div className={styles.content}>
        <ChangeGrid
          tab={tab}
          counts={counts}
          source={`${run.run}/${tab}`}
          load={load}
          momentOf={done}
          past
          onOpen={setPerson}
        />
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
