/** The parts of the people's tree. */

import { Button, Tree, TreeItem, TreeItemLayout } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { OpenIcon, TopIcon } from "@/components/icons";
import { read } from "@/contract/call";
import type { ChartBranch, ChartPerson } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import { Card } from "./Card";
import styles from "./Organisation.module.css";

interface OnTop {
  onTop(top: number): void;
}

/** People asked for at once. */
const part = 50;

export function People({ branch, onTop }: OnTop & { branch: ChartBranch }) {
  const { t } = useTranslation();
  const [count, setCount] = useState(part);
  const page = useQuery({
    ...read("chart_page", { branch, start: 0, count }),
    placeholderData: keepPreviousData,
  });
  const { data, error } = page;
  if (error) return <FailureMessage failure={error} actions={{ retry: () => void page.refetch() }} />;
  if (!data) return null;
  const more = data.total - data.people.length;
  return (
    <>
      {data.people.map((person) => (
        <PersonBranch key={person.id} person={person} onTop={onTop} />
      ))}
      {more > 0 && (
        <TreeItem
          itemType="leaf"
          value={`more ${JSON.stringify(branch)}`}
          onClick={() => setCount(count + 4 * part)}
        >
          <TreeItemLayout className={styles.more}>{t("organisation.more", { count: more })}</TreeItemLayout>
        </TreeItem>
      )}
    </>
  );
}

export function PersonBranch({ person, onTop }: OnTop & { person: ChartPerson }) {
  const { t } = useTranslation();
  const { id, name, job_title, reports, below, manager_elsewhere } = person;
  const note = manager_elsewhere && t("organisation.elsewhere", { name: manager_elsewhere });
  return (
    <TreeItem itemType={reports > 0 ? "branch" : "leaf"} value={id} className={styles.branch}>
      <TreeItemLayout className={styles.layout} actions={<PersonActions person={person} onTop={onTop} />}>
        <Card title={name} subtitle={job_title ?? person.department} note={note} count={below} />
      </TreeItemLayout>
      {reports > 0 && (
        <Tree className={styles.children}>
          <People branch={{ which: "reports", manager: id }} onTop={onTop} />
        </Tree>
      )}
    </TreeItem>
  );
}

function PersonActions({ person, onTop }: OnTop & { person: ChartPerson }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { id, name, reports } = person;
  return (
    <>
      {reports > 0 && (
        <Button
          size="small"
          appearance="subtle"
          icon={<TopIcon />}
          aria-label={t("organisation.only_this", { name })}
          title={t("organisation.only_this", { name })}
          onClick={() => onTop(id)}
        />
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={<OpenIcon />}
        aria-label={t("organisation.open", { name })}
        title={t("organisation.open", { name })}
        onClick={() => go("employees", { person: id })}
      />
    </>
  );
}

export function AloneBranch({ people, onTop }: OnTop & { people: number }) {
  const { t } = useTranslation();
  return (
    <TreeItem itemType="branch" value="alone" className={styles.branch}>
      <TreeItemLayout className={styles.layout}>
        <Card title={t("organisation.alone", { count: people })} subtitle={t("organisation.alone_hint")} />
      </TreeItemLayout>
      <Tree className={styles.children}>
        <People branch={{ which: "alone" }} onTop={onTop} />
      </Tree>
    </TreeItem>
  );
}
