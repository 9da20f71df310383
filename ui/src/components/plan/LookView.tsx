/** What the other rules would do while groups cannot be read: the same table, with nothing to apply. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSummary } from "@/components/CountsLine";
import { Page } from "@/components/Page";
import type { Preview } from "@/contract/types";
import { Notes } from "./Notes";
import { PlanTable } from "./PlanTable";
import styles from "./PlanView.module.css";
import { usePlanPage } from "./usePlanPage";

export function LookView({ look, onLeave }: { look: Preview; onLeave(): void }) {
  const { t } = useTranslation();
  const summary = useSummary();
  const page = usePlanPage(look);
  const leave = useRef<HTMLButtonElement>(null);
  // The button that led here is gone.
  useEffect(() => leave.current?.focus(), []);
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
      <PlanTable preview={look} page={page} empty={<p>{t("look.nothing")}</p>} />
    </Page>
  );
}
