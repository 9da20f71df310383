/** No rows: either nobody was imported yet, or the search and filters leave nobody. */

import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { EmployeesIcon } from "@/components/icons";
import type { EmployeeQuery } from "@/contract/types";
import { useConnections } from "@/session/connection";
import { useNavigation } from "@/session/navigation";
import { cleared, filtersOf, isFiltered } from "./query";

export interface NobodyHereProps {
  filter: EmployeeQuery;
  onChange(filter: EmployeeQuery): void;
}

export function NobodyHere({ filter, onChange }: NobodyHereProps) {
  const { t } = useTranslation();
  if (!isFiltered(filter)) return <NoEmployeesYet />;
  const { search, archived } = filter;
  const count = filtersOf(filter);
  const bare = search === "" && count === 0;
  const title = search
    ? t(count > 0 ? "employees.nobody_matches_filters" : "employees.nobody_matches", { search, count })
    : t("employees.nobody_filtered", { count });
  const clear = t(search ? "employees.clear" : "employees.clear_filters");
  return (
    <EmptyState
      icon={<EmployeesIcon />}
      title={bare ? t("employees.nobody_archived") : title}
      text={archived && !bare ? t("employees.in_archive") : undefined}
      actions={
        <Button onClick={() => onChange(bare ? { ...filter, archived: false } : cleared(filter))}>
          {bare ? t("employees.leave_archive") : clear}
        </Button>
      }
    />
  );
}

function NoEmployeesYet() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { selected } = useConnections();
  return (
    <EmptyState
      icon={<EmployeesIcon />}
      title={t("employees.none")}
      text={t("employees.none_text")}
      actions={
        <Button appearance="primary" onClick={() => go(selected ? "preview" : "connections")}>
          {t(selected ? "employees.preview_import" : "connections.connect")}
        </Button>
      }
    />
  );
}
