/** No rows: either nobody was imported yet, or the search and filters leave nobody. */

import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { EmployeesIcon } from "@/components/icons";
import type { EmployeeQuery } from "@/contract/types";
import { useConnections } from "@/session/connection";
import { useNavigation } from "@/session/navigation";
import { isFiltered } from "./query";

export interface NobodyHereProps {
  filter: EmployeeQuery;
  onClear(): void;
}

export function NobodyHere({ filter, onClear }: NobodyHereProps) {
  const { t } = useTranslation();
  if (!isFiltered(filter)) return <NoEmployeesYet />;
  const clear = <Button onClick={onClear}>{t("employees.clear")}</Button>;
  const title = filter.search
    ? t("employees.nobody_matches", { search: filter.search })
    : t(filter.archived ? "employees.nobody_archived" : "employees.nobody_filtered");
  return <EmptyState icon={<EmployeesIcon />} title={title} actions={clear} />;
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
