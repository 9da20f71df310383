/** Who reports to whom, and which department lies in which: to look at, to walk through, to save as a picture. */

import { Tab, TabList } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page";
import type { ChartSubject } from "@/contract/types";
import { DepartmentChart } from "./DepartmentChart";
import { PeopleChart } from "./PeopleChart";
import { SavePicture } from "./SavePicture";

const tabs = ["people", "departments"] as const;

export function OrganisationScreen() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof tabs)[number]>("people");
  const [top, setTop] = useState<number>();
  const subject: ChartSubject =
    tab === "people" ? { which: "people", top: top ?? null } : { which: "departments" };
  return (
    <Page
      title={t("screen.organisation")}
      hint={t(`organisation.hint_${tab}`)}
      fill
      actions={<SavePicture what={subject} />}
    >
      <TabList
        aria-label={t("organisation.tabs")}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(value as typeof tab)}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name}>
            {t(`organisation.tab_${name}`)}
          </Tab>
        ))}
      </TabList>
      {tab === "people" ? <PeopleChart top={top} onTop={setTop} /> : <DepartmentChart />}
    </Page>
  );
}
