/** What the other rules would do while groups cannot be read: the same table, with nothing to apply. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSummary } from "@/components/CountsLine";
import { ChangeGrid } from "@/components/changes/ChangeGrid";
import { ChangePanel } from "@/components/changes/ChangePanel";
import { ChangeTabs } from "@/components/changes/ChangeTabs";
import { tabsOf } from "@/components/changes/tabs";
import { Page } from "@/components/Page";
import type { PlanRow, PlanTab, Preview } from "@/contract/types";
import { Notes } from "./Banners";
import { PlanSearch } from "./PlanSearch";
import styles from "./PlanView.module.css";
import { usePlanRows } from "./usePlanRows";

const planned = () => "planned" as const;

export function LookView({ look, onLeave }: { look: Preview; onLeave(): void }) {
  const { t } = useTranslation();
  const summary = useSummary();
  const [tab, setTab] = useState<PlanTab>("all");
  const [person, setPerson] = useState<PlanRow>();
  const leave = useRef<HTMLButtonElement>(null);
  // The button that led here is gone.
  useEffect(() => leave.current?.focus(), []);
  const rows = usePlanRows(look.plan, tab);
  const count = tabsOf(look.counts).find((entry) => entry.tab === tab)?.count ?? 0;
  const choose = (next: PlanTab) => {
    setTab(next);
    setPerson(undefined);
  };
  return (
    <Page title={t("look.title")} hint={summary(look.counts)} fill>
      <div className={styles.banners}>
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t("look.only")}</MessageBarTitle> {t("look.text")}
          </MessageBarBody>
          <MessageBarActions>
            <Button ref={leave} onClick={onLeave}>
              {t("look.leave")}
            </Button>
          </MessageBarActions>
        </MessageBar>
        <Notes preview={{ ...look, new_departments: [] }} />
      </div>
      <div className={styles.head}>
        <ChangeTabs counts={look.counts} tab={tab} onChoose={choose} />
        {count > 0 && <PlanSearch rows={rows} />}
      </div>
      <div className={styles.content}>
        {count === 0 ? (
          <p>{t("look.nothing")}</p>
        ) : (
          <ChangeGrid
            tab={tab}
            counts={look.counts}
            source={rows.source}
            load={rows.shown}
            sort={rows.sort}
            onSort={rows.onSort}
            onType={rows.jump}
            momentOf={planned}
            onOpen={setPerson}
          />
        )}
        {person && (
          <ChangePanel
            key={person.object_id}
            row={person}
            moment="planned"
            onClose={() => setPerson(undefined)}
          />
        )}
      </div>
    </Page>
  );
}
