/** Above the list: search, archive, filters, columns and views. */

import { Switch } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { SearchField } from "@/components/SearchField";
import { Chips, type ChipsProps } from "./Chips";
import { ColumnChooser } from "./ColumnChooser";
import type { Columns } from "./columns";
import styles from "./EmployeesScreen.module.css";
import { FilterMenu } from "./FilterMenu";
import { ViewsMenu } from "./ViewsMenu";

export function EmployeesBar({ filter, onChange, columns }: ChipsProps & { columns: Columns }) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar}>
      <SearchField
        label={t("employees.search")}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Switch
        label={t("employees.archived")}
        checked={filter.archived}
        onChange={(_, { checked }) => onChange({ ...filter, archived: checked })}
      />
      <FilterMenu filter={filter} onChange={onChange} />
      <ColumnChooser columns={columns} />
      <ViewsMenu filter={filter} columns={columns} onFilter={onChange} />
      <Chips filter={filter} onChange={onChange} />
    </div>
  );
}
