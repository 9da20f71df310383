/** Which field of Microsoft 365 fills which field of the list, and the policies of the connection. */

import { Tab, TabList } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MappingIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { DraftScreen } from "@/session/draft/DraftScreen";
import { SaveBar } from "@/session/draft/SaveBar";
import type { DraftEditing } from "@/session/draft/useDraft";
import { useEditKeys } from "@/session/draft/useEditKeys";
import { useSave } from "@/session/draft/useSave";
import { FieldTable } from "./FieldTable";
import { MappingEffect } from "./MappingEffect";
import { Policies } from "./Policies";
import { useSample } from "./useSample";

const tabs = ["fields", "policies"] as const;

export function MappingScreen() {
  const { t } = useTranslation();
  const without = {
    icon: <MappingIcon />,
    title: t("mapping.no_connection"),
    text: t("mapping.no_connection_text"),
  };
  return (
    <DraftScreen title={t("screen.mapping")} without={without}>
      {(editing) => <Editing editing={editing} />}
    </DraftScreen>
  );
}

function Editing({ editing }: { editing: DraftEditing }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof tabs)[number]>("fields");
  const saving = useSave(editing);
  const sample = useSample(editing);
  useEditKeys(editing, saving.save);
  return (
    <Page title={t("screen.mapping")} hint={t("mapping.hint")} fill>
      <TabList
        aria-label={t("mapping.tabs")}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(value as typeof tab)}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name}>
            {t(`mapping.tab_${name}`)}
          </Tab>
        ))}
      </TabList>
      {tab === "fields" ? <FieldTable editing={editing} sample={sample} /> : <Policies editing={editing} />}
      <SaveBar editing={editing} saving={saving}>
        <MappingEffect sample={sample} />
      </SaveBar>
    </Page>
  );
}
