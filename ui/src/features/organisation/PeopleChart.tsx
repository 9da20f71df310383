/** People by who reports to whom. A branch is asked for when it is opened, and a long one in parts. */

import { Button, Tree } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { EmployeesIcon, OrganisationIcon } from "@/components/icons";
import { read } from "@/contract/call";
import type { ChartPerson } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import { AloneBranch, People, PersonBranch } from "./Branches";
import { FindPerson } from "./FindPerson";
import styles from "./Organisation.module.css";
import { Way } from "./Way";

export interface PeopleChartProps {
  /** Only this person and those below; everybody when absent. */
  top: number | undefined;
  onTop(top: number | undefined): void;
}

/** So many branches at the top are open from the start. */
const fewTops = 5;

export function PeopleChart({ top, onTop }: PeopleChartProps) {
  const tops = useQuery(read("chart_page", { branch: { which: "tops" }, start: 0, count: fewTops + 1 }));
  const path = useQuery({ ...read("chart_path", { id: top ?? 0 }), enabled: top !== undefined });
  const { data } = tops;
  const error = tops.error ?? path.error;
  // Somebody who is not in the list any more has no branch: everybody is what is left to show.
  const retry = () => (tops.error ? void tops.refetch() : onTop(undefined));
  if (error) return <FailureMessage failure={error} actions={{ retry }} />;
  if (!data) return null;
  if (data.total === 0) return <NobodyReports people={data.alone} />;
  const person = top === undefined ? undefined : path.data?.at(-1);
  const open = person ? [person] : data.total <= fewTops ? data.people : [];
  return (
    <>
      <div className={styles.bar}>
        <FindPerson onFound={onTop} />
        {person && <Way path={path.data ?? []} onTop={onTop} />}
      </div>
      <Chart key={person?.id} top={person} alone={data.alone} open={open} onTop={onTop} />
    </>
  );
}

interface ChartProps {
  top: ChartPerson | undefined;
  alone: number;
  open: ChartPerson[];
  onTop(top: number): void;
}

function Chart({ top, alone, open, onTop }: ChartProps) {
  const { t } = useTranslation();
  const [openItems, setOpenItems] = useState<Iterable<string | number>>(() => open.map(({ id }) => id));
  return (
    <div className={styles.scroller} data-region>
      <Tree
        aria-label={t("organisation.tab_people")}
        className={styles.forest}
        openItems={openItems}
        onOpenChange={(_, data) => setOpenItems(data.openItems)}
      >
        {top ? (
          <PersonBranch person={top} onTop={onTop} />
        ) : (
          <People branch={{ which: "tops" }} onTop={onTop} />
        )}
        {!top && alone > 0 && <AloneBranch people={alone} onTop={onTop} />}
      </Tree>
    </div>
  );
}

function NobodyReports({ people }: { people: number }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [icon, screen, action] =
    people === 0
      ? ([<OrganisationIcon key="i" />, "preview", t("action.preview")] as const)
      : ([<EmployeesIcon key="i" />, "mapping", t("organisation.to_mapping")] as const);
  const words = people === 0 ? "none" : "no_managers";
  return (
    <EmptyState
      icon={icon}
      title={t(`organisation.${words}`)}
      text={t(`organisation.${words}_text`, { count: people })}
      actions={
        <Button appearance="primary" onClick={() => go(screen)}>
          {action}
        </Button>
      }
    />
  );
}
