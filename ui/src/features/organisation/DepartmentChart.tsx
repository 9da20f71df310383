/** Departments by which lies in which, with how many people each has. */

import { Button, Tree, TreeItem, TreeItemLayout } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { DepartmentsIcon, EmployeesIcon } from "@/components/icons";
import { read } from "@/contract/call";
import type { DepartmentView } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import { Card } from "./Card";
import { childrenOf, nameOf } from "./departments";
import styles from "./Organisation.module.css";

export function DepartmentChart() {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(read("departments", {}));
  if (error) return <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />;
  if (!data) return null;
  if (data.length === 0) {
    return (
      <EmptyState
        icon={<DepartmentsIcon />}
        title={t("departments.none")}
        text={t("departments.none_text")}
      />
    );
  }
  const sorted = [...data].sort((one, other) => one.path.localeCompare(other.path, i18n.language));
  return (
    <div className={styles.scroller} data-region>
      <Tree
        aria-label={t("organisation.tab_departments")}
        className={styles.forest}
        defaultOpenItems={data.length > 200 ? [] : data.map(({ path }) => path)}
      >
        {childrenOf(sorted, undefined).map((department) => (
          <Branch key={department.path} department={department} all={sorted} />
        ))}
      </Tree>
    </div>
  );
}

function Branch({ department, all }: { department: DepartmentView; all: DepartmentView[] }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { path, people } = department;
  const children = childrenOf(all, path);
  const show = t("departments.show_people", { department: path });
  return (
    <TreeItem itemType={children.length > 0 ? "branch" : "leaf"} value={path} className={styles.branch}>
      <TreeItemLayout
        className={styles.layout}
        actions={
          <Button
            size="small"
            appearance="subtle"
            icon={<EmployeesIcon />}
            aria-label={show}
            title={show}
            onClick={() => go("employees", { department: path })}
          />
        }
      >
        <Card title={nameOf(path)} subtitle={t("organisation.people", { count: people })} />
      </TreeItemLayout>
      {children.length > 0 && (
        <Tree className={styles.children}>
          {children.map((child) => (
            <Branch key={child.path} department={child} all={all} />
          ))}
        </Tree>
      )}
    </TreeItem>
  );
}
