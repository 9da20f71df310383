/** The local list: search, table, one person in detail, export. */

import { Button, Switch } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { ExportIcon, ImportIcon, PersonAddIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { blockSize } from "@/components/RowGrid";
import { SearchField } from "@/components/SearchField";
import { useDebounced } from "@/components/useDebounced";
import { read } from "@/contract/call";
import type { EmployeeQuery, EmployeeRow } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import { AddPersonDialog } from "./AddPersonDialog";
import { BulkBar } from "./BulkBar";
import { Chips } from "./Chips";
import { ColumnChooser } from "./ColumnChooser";
import { useColumnChoice } from "./columns";
import { EmployeeGrid } from "./EmployeeGrid";
import { EmployeePanel } from "./EmployeePanel";
import styles from "./EmployeesScreen.module.css";
import { ExportDialog } from "./export/ExportDialog";
import { FilterMenu } from "./FilterMenu";
import { ImportDialog } from "./import/ImportDialog";
import { NobodyHere } from "./NobodyHere";
import { everyone, isFiltered } from "./query";

export function EmployeesScreen() {
  const { t } = useTranslation();
  const { intent, go } = useNavigation();
  const wanted = typeof intent === "object" && "department" in intent ? intent.department : null;
  const [filter, setFilter] = useState<EmployeeQuery>({ ...everyone, department: wanted });
  const asked = typeof intent === "object" && "person" in intent ? intent.person : undefined;
  const [open, setOpen] = useState(asked);
  const [ticked, setTicked] = useState<EmployeeRow[]>([]);
  useEffect(() => {
    if (asked !== undefined) setOpen(asked);
  }, [asked]);
  const query = { ...filter, search: useDebounced(filter.search.trim(), 150) };
  const first = useQuery({
    ...read("employees", { query, start: 0, count: blockSize }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumnChoice();
  const adding = intent === "add";
  const total = first.data?.total;
  const exporting = intent === "export" && total !== undefined;

  return (
    <Page
      title={t("screen.employees")}
      hint={<Found total={total} />}
      fill
      actions={
        <>
          <Button icon={<PersonAddIcon />} onClick={() => go("employees", "add")}>
            {t("employees.add")}
          </Button>
          <Button icon={<ImportIcon />} onClick={() => go("employees", "import")}>
            {t("import.action")}
          </Button>
          {total !== 0 && <ExportButton />}
        </>
      }
    >
      <div className={styles.bar}>
        <SearchField
          label={t("employees.search")}
          value={filter.search}
          onChange={(search) => setFilter({ ...filter, search })}
        />
        <Switch
          label={t("employees.archived")}
          checked={filter.archived}
          onChange={(_, { checked }) => setFilter({ ...filter, archived: checked })}
        />
        <FilterMenu filter={filter} onChange={setFilter} />
        <ColumnChooser columns={columns} />
        <Chips filter={filter} onChange={setFilter} />
      </div>
      <BulkBar ticked={ticked} columns={columns.shown} />
      {first.error && (
        <FailureMessage failure={first.error} actions={{ retry: () => void first.refetch() }} />
      )}
      <div className={styles.content}>
        {total === 0 ? (
          <NobodyHere filter={query} onClear={() => setFilter(everyone)} />
        ) : (
          total !== undefined && (
            <EmployeeGrid
              query={query}
              columns={columns.shown}
              onOpen={(row) => setOpen(row.id)}
              onTick={setTicked}
              onOrder={(order) => setFilter({ ...filter, ...order })}
            />
          )
        )}
        {open !== undefined && (
          <EmployeePanel
            key={open}
            id={open}
            onDepartment={(department) => setFilter({ ...filter, department })}
            onClose={() => setOpen(undefined)}
          />
        )}
      </div>
      {adding && (
        <AddPersonDialog
          onClose={() => go("employees")}
          onAdded={(id) => {
            go("employees");
            setOpen(id);
          }}
        />
      )}
      {intent === "import" && <ImportDialog onClose={() => go("employees")} />}
      {exporting && (
        <ExportDialog
          query={query}
          filtered={isFiltered(query) ? total : undefined}
          selected={ticked.map(({ id }) => id)}
          onClose={() => go("employees")}
        />
      )}
    </Page>
  );
}

function Found({ total }: { total: number | undefined }) {
  const { t } = useTranslation();
  return (
    <span role="status">
      {total === undefined ? t("common.loading") : t("employees.found", { count: total })}
    </span>
  );
}

function ExportButton() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <Button appearance="primary" icon={<ExportIcon />} onClick={() => go("employees", "export")}>
      {t("action.export")}
    </Button>
  );
}
