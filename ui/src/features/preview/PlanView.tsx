/** A plan: its summary and banners, the tabs, the rows with their reasons, and the way to apply it. */

import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSummary } from "@/components/CountsLine";
import { Page } from "@/components/Page";
import { useNow } from "@/components/useNow";
import type { PlanRow, PlanTab, Preview } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { ApplyBar } from "./ApplyBar";
import { Banners } from "./Banners";
import { holdOf } from "./guard";
import { NothingToDo } from "./NothingToDo";
import { PersonPanel } from "./PersonPanel";
import { PlanGrid } from "./PlanGrid";
import { PlanTabs } from "./PlanTabs";
import styles from "./PlanView.module.css";
import { SkipBar } from "./SkipBar";
import { tabsOf } from "./tabs";
import { useApply } from "./useApply";
import { useSkipped } from "./useSkipped";

export interface PlanViewProps {
  preview: Preview;
  /** Something changed since it was made. */
  stale: boolean;
  /** What an attempt to preview again ran into. */
  message: ReactNode;
  onAgain(): void;
}

export function PlanView({ preview, stale, message, onAgain }: PlanViewProps) {
  const summary = useSummary();
  const [tab, setTab] = useState<PlanTab>(() => tabsOf(preview.counts)[0]?.tab ?? "all");
  const [person, setPerson] = useState<PlanRow>();
  const [ticked, setTicked] = useState<PlanRow[]>([]);
  const skipped = useSkipped();
  const apply = useApply(preview, skipped.ids);
  const hold = holdOf(preview, skipped, { stale, allowed: apply.allowed });
  const count = tabsOf(preview.counts).find((entry) => entry.tab === tab)?.count ?? 0;

  const choose = (next: PlanTab) => {
    setTab(next);
    setTicked([]);
    setPerson(undefined);
  };
  return (
    <Page title={summary(preview.counts)} hint={<Header preview={preview} />} fill>
      {message}
      <Banners
        preview={preview}
        hold={hold}
        skipped={skipped}
        apply={apply}
        onAgain={onAgain}
        onShow={choose}
      />
      <PlanTabs counts={preview.counts} tab={tab} onChoose={choose} />
      <SkipBar ticked={ticked} skipped={skipped} />
      <div className={styles.content}>
        {count === 0 ? (
          <NothingToDo checked={preview.checked} onAgain={onAgain} />
        ) : (
          <PlanGrid
            plan={preview.plan}
            tab={tab}
            skipped={skipped}
            onOpen={setPerson}
            onTick={tab === "not_imported" ? undefined : setTicked}
          />
        )}
        {person && <PersonPanel row={person} skipped={skipped} onClose={() => setPerson(undefined)} />}
      </div>
      {tabsOf(preview.counts)[0]?.count !== 0 && (
        <ApplyBar preview={preview} hold={hold} skipped={skipped} apply={apply} onAgain={onAgain} />
      )}
    </Page>
  );
}

function Header({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { age } = useFormats();
  const now = useNow(30_000);
  return <>{t("preview.read", { age: age(preview.read_at, now), name: preview.connection_name })}</>;
}
