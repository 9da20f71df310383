/** A plan: its summary and banners, the tabs, the rows with their reasons, and the way to apply it. */

import { Button, MenuItem } from "@fluentui/react-components";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSummary } from "@/components/CountsLine";
import { ChangeGrid } from "@/components/changes/ChangeGrid";
import { ChangePanel } from "@/components/changes/ChangePanel";
import { ChangeTabs } from "@/components/changes/ChangeTabs";
import { ExportChanges } from "@/components/changes/ExportChanges";
import { tabsOf } from "@/components/changes/tabs";
import { Page } from "@/components/Page";
import { useNow } from "@/components/useNow";
import type { PlanRow, PlanTab, Preview } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { ApplyBar } from "./ApplyBar";
import { Banners } from "./Banners";
import { DecideDialog } from "./DecideDialog";
import { holdOf } from "./guard";
import { Kept } from "./Kept";
import { LookView } from "./LookView";
import { NothingToDo } from "./NothingToDo";
import { OtherFields } from "./OtherFields";
import { PlanSearch } from "./PlanSearch";
import styles from "./PlanView.module.css";
import { PrintButton } from "./PrintButton";
import { useRowActions } from "./rowActions";
import { SkipBar } from "./SkipBar";
import { Trace } from "./Trace";
import { useApply } from "./useApply";
import { type Decision, useDecide } from "./useDecide";
import { type Look, useLook } from "./useLook";
import { usePlanRows } from "./usePlanRows";
import { useSkipped } from "./useSkipped";

export interface PlanViewProps {
  preview: Preview;
  /** In the wizard; see {@link ApplyBar}. */
  first: boolean;
  leads: boolean;
  /** Something changed since it was made. */
  stale: boolean;
  /** What an attempt to preview again ran into. */
  message: ReactNode;
  onAgain(): void;
}

/** The plan, or, while its groups cannot be read, a look past them. */
export function PlanView(props: PlanViewProps) {
  const look = useLook(props.preview);
  if (look.made) return <LookView look={look.made} onLeave={look.leave} />;
  return <Plan {...props} look={look} />;
}

function Plan({ preview, first, leads, stale, message, onAgain, look }: PlanViewProps & { look: Look }) {
  const { t } = useTranslation();
  const summary = useSummary();
  const tabs = tabsOf(preview.counts);
  const [chosen, setTab] = useState<PlanTab>("all");
  const [person, setPerson] = useState<PlanRow>();
  const [ticked, setTicked] = useState<PlanRow[]>([]);
  const [asked, setAsked] = useState<{ decision: Decision; rows: PlanRow[] }>();
  // A decision may empty the tab one was on.
  const tab = tabs.some((entry) => entry.tab === chosen) ? chosen : "all";
  const skipped = useSkipped();
  const apply = useApply(preview, skipped.ids);
  const decide = useDecide(preview.connection, skipped);
  const hold = holdOf(preview, skipped, { stale, allowed: apply.allowed });
  const count = tabs.find((entry) => entry.tab === tab)?.count ?? 0;
  const rows = usePlanRows(preview.plan, tab);
  const ask = (decision: Decision, rows: PlanRow[]) => setAsked({ decision, rows });
  const actionsFor = useRowActions(skipped, ask, setPerson);
  const { has } = skipped;
  const momentOf = useCallback((row: PlanRow) => (has(row) ? "skipped" : "planned"), [has]);

  const applies = tabs[0]?.count !== 0;
  const paper = count > 0 && !first && (
    <>
      <ExportChanges
        label={t("action.export")}
        connection={preview.connection_name}
        count={count}
        load={rows.all}
      />
      <PrintButton title={summary(preview.counts)} tab={tab} count={count} load={rows.all} />
    </>
  );

  const choose = (next: PlanTab) => {
    setTab(next);
    setTicked([]);
    setPerson(undefined);
  };
  const closeDialog = () => {
    setAsked(undefined);
    setPerson(undefined);
  };
  return (
    <Page
      title={summary(preview.counts)}
      hint={<Header preview={preview} />}
      actions={applies ? undefined : paper}
      fill
    >
      {message}
      <Banners
        preview={preview}
        hold={hold}
        skipped={skipped}
        apply={apply}
        look={look}
        onAgain={onAgain}
        onShow={choose}
      />
      <div className={styles.head}>
        <ChangeTabs counts={preview.counts} tab={tab} onChoose={choose} />
        {count > 0 && <PlanSearch rows={rows} />}
      </div>
      <SkipBar tab={tab} count={count} load={rows.all} ticked={ticked} skipped={skipped} onAsk={ask} />
      <div className={styles.content}>
        {count === 0 ? (
          <NothingToDo
            connection={preview.connection}
            checked={preview.checked}
            first={first}
            onAgain={onAgain}
          />
        ) : (
          <ChangeGrid
            tab={tab}
            counts={preview.counts}
            source={rows.source}
            load={rows.shown}
            sort={rows.sort}
            onSort={rows.onSort}
            onType={rows.jump}
            momentOf={momentOf}
            onOpen={setPerson}
            onTick={tab === "not_imported" || tab === "unchanged" ? undefined : setTicked}
            menu={(row) =>
              actionsFor(row).map(({ name, label, act }) => (
                <MenuItem key={name} onClick={act}>
                  {label}
                </MenuItem>
              ))
            }
          />
        )}
        {person && (
          <ChangePanel
            key={person.object_id}
            row={person}
            moment={momentOf(person)}
            onClose={() => setPerson(undefined)}
            trace={
              <>
                {person.employee !== null && (
                  <>
                    <Kept employee={person.employee} />
                    <OtherFields row={person} employee={person.employee} />
                  </>
                )}
                <Trace connection={preview.connection} person={person.object_id} />
              </>
            }
            actions={actionsFor(person)
              .filter(({ name }) => name !== "why")
              .map(({ name, label, act }) => (
                <Button key={name} size="small" onClick={act}>
                  {label}
                </Button>
              ))}
          />
        )}
      </div>
      {applies && (
        <ApplyBar
          preview={preview}
          first={first}
          leads={leads}
          hold={hold}
          skipped={skipped}
          apply={apply}
          onAgain={onAgain}
        >
          {paper}
        </ApplyBar>
      )}
      {asked && <DecideDialog {...asked} decide={decide} onClose={closeDialog} />}
    </Page>
  );
}

function Header({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { age } = useFormats();
  const now = useNow(30_000);
  return <>{t("preview.read", { age: age(preview.read_at, now), name: preview.connection_name })}</>;
}
