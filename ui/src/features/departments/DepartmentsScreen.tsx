/** The departments of the list, and how people get into them. */

import { Tab, TabList } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { DepartmentsIcon } from "@/components/icons";
import { NoConnection } from "@/components/NoConnection";
import { Page } from "@/components/Page";
import { useConnections } from "@/session/connection";
import { useDraft } from "@/session/draft/useDraft";
import { useNavigation } from "@/session/navigation";
import { Assignment } from "./Assignment";
import { DepartmentList } from "./DepartmentList";

const tabs = ["list", "assignment"] as const;

export function DepartmentsScreen() {
  const { t } = useTranslation();
  const { selected } = useConnections();
  const [tab, setTab] = useState<(typeof tabs)[number]>("list");
  return (
    <Page title={t("screen.departments")} hint={t("departments.hint")} fill>
      <TabList
        aria-label={t("departments.tabs")}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(value as typeof tab)}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name}>
            {t(`departments.tab_${name}`)}
          </Tab>
        ))}
      </TabList>
      {tab === "list" ? <DepartmentList /> : <AssignmentOf key={selected?.id} connection={selected?.id} />}
    </Page>
  );
}

function AssignmentOf({ connection }: { connection: number | undefined }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  if (connection !== undefined) return <Loaded connection={connection} />;
  return (
    <NoConnection
      icon={<DepartmentsIcon />}
      title={t("departments.no_connection")}
      text={t("rules.no_connection_text")}
      onConnections={() => go("connections")}
    />
  );
}

function Loaded({ connection }: { connection: number }) {
  const { editing, error, retry } = useDraft(connection);
  if (editing) return <Assignment editing={editing} />;
  return error && <FailureMessage failure={error} actions={{ retry }} />;
}
