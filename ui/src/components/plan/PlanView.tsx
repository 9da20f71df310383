/** A plan: its summary and banners, the rows with their reasons, and the way to apply it. */

import { Button, MenuItem } from "@fluentui/react-components";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { changesIn, useSummary } from "@/components/CountsLine";
import { ExportChanges } from "@/components/changes/ExportChanges";
import { Page } from "@/components/Page";
import { useNow } from "@/components/useNow";
import type { PlanRow, Preview } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { ApplyBar } from "./ApplyBar";
import { Banners } from "./Banners";
import { DecideDialog } from "./DecideDialog";
import { holdOf } from "./guard";
import { Kept } from "./Kept";
import { LookView } from "./LookView";
import { NothingToDo } from "./NothingToDo";
import { OtherFields } from "./OtherFields";
import { PlanTable } from "./PlanTable";
import { PrintButton } from "./PrintButton";
import { useRowActions } from "./rowActions";
import { SkipBar } from "./SkipBar";
import { Trace } from "./Trace";
import { useApply } from "./useApply";
import { type Decision, useDecide } from "./useDecide";
import { type Look, useLook } from "./useLook";
import { type PlanPage, usePlanPage } from "./usePlanPage";
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
  const summary = useSummary();
  const page = usePlanPage(preview);
  const skipped = useSkipped();
  const apply = useApply(preview, skipped.ids);
  const decide = useDecide(preview.connection, skipped);
  const [asked, setAsked] = useState<{ decision: Decision; rows: PlanRow[] }>();
  const ask = (decision: Decision, rows: PlanRow[]) => setAsked({ decision, rows });
  const actionsFor = useRowActions(skipped, ask, page.open);
  const { has } = skipped;
  const momentOf = useCallback((row: PlanRow) => (has(row) ? "skipped" : "planned"), [has]);
  const hold = holdOf(preview, skipped, { stale, allowed: apply.allowed });
  const { connection, counts } = preview;
  const { tab, count, rows, ticked } = page;
  const applies = changesIn(counts) + counts.conflict > 0;
  const paper = count > 0 && !first && <Paper preview={preview} page={page} />;
  const closeDialog = () => {
    setAsked(undefined);
    page.close();
  };
  return (
    <Page
      title={summary(counts)}
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
        onShow={page.choose}
      />
      <PlanTable
        preview={preview}
        page={page}
        empty={
          <NothingToDo connection={connection} checked={preview.checked} first={first} onAgain={onAgain} />
        }
        momentOf={momentOf}
        ticks={tab !== "not_imported" && tab !== "unchanged"}
        menu={(row) =>
          actionsFor(row).map(({ name, label, act }) => (
            <MenuItem key={name} onClick={act}>
              {label}
            </MenuItem>
          ))
        }
        traceOf={(row) => <WholeStory row={row} connection={connection} />}
        actionsOf={(row) =>
          actionsFor(row)
            .filter(({ name }) => name !== "why")
            .map(({ name, label, act }) => (
              <Button key={name} size="small" onClick={act}>
                {label}
              </Button>
            ))
        }
      >
        <SkipBar tab={tab} count={count} load={rows.all} ticked={ticked} skipped={skipped} onAsk={ask} />
      </PlanTable>
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

/** The rows of the tab, as a file or printed. */
function Paper({ preview, page: { tab, count, rows } }: { preview: Preview; page: PlanPage }) {
  const { t } = useTranslation();
  const summary = useSummary();
  return (
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
}

/** Below the changes of a person: what stays, and how it came about. */
function WholeStory({ row, connection }: { row: PlanRow; connection: number }) {
  return (
    <>
      {row.employee !== null && (
        <>
          <Kept employee={row.employee} />
          <OtherFields row={row} employee={row.employee} />
        </>
      )}
      <Trace connection={connection} person={row.object_id} />
    </>
  );
}
