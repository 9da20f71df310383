/** Counts as filters. */

import { Tab, TabList } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useShortcut } from "@/components/useShortcut";
import type { Counts, PlanTab } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import styles from "./changes.module.css";
import { tabsOf } from "./tabs";

export interface ChangeTabsProps {
  counts: Counts;
  tab: PlanTab;
  /** They happened: the words stand in the past. */
  past?: boolean;
  onChoose(tab: PlanTab): void;
}

export function ChangeTabs({ counts, tab, past, onChoose }: ChangeTabsProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const tabs = tabsOf(counts, past);
  const nameOf = (of: PlanTab) => (past && of !== "unchanged" ? t(`tab_done.${of}`) : t(`tab.${of}`));
  const move = (by: number) => {
    const index = tabs.findIndex((entry) => entry.tab === tab);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    if (next) onChoose(next.tab);
  };
  useShortcut("mod+PageDown", () => move(1));
  useShortcut("mod+PageUp", () => move(-1));
  const current = tabs.find((entry) => entry.tab === tab);

  return (
    <div className={styles.tabs}>
      <TabList
        selectedValue={tab}
        onTabSelect={(_, { value }) => onChoose(value as PlanTab)}
        aria-label={t("preview.tabs")}
      >
        {tabs.map((entry) => (
          <Tab key={entry.tab} value={entry.tab}>
            {nameOf(entry.tab)}
            <span className={styles.count}>{number(entry.count)}</span>
          </Tab>
        ))}
      </TabList>
      <span className="visually-hidden" role="status">
        {t("preview.tab_said", { tab: nameOf(tab), count: current?.count ?? 0 })}
      </span>
    </div>
  );
}
