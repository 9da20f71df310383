/** The local list: search, table, one person in detail, export. */

import { Button } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { ExportIcon, ImportIcon, PersonAddIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { SkeletonRows } from "@/components/SkeletonRows";
import { useShortcut } from "@/components/useShortcut";
import { firstBlock } from "@/contract/blocks";
import { read } from "@/contract/call";
import type { Shown } from "@/contract/fields";
import type { EmployeeQuery } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import { AddPersonDialog } from "./AddPersonDialog";
import { BulkBar } from "./BulkBar";
import { useColumnChoice } from "./columns";
import { EmployeeGrid } from "./EmployeeGrid";
import { EmployeePanel } from "./EmployeePanel";
import { EmployeesBar } from "./EmployeesBar";
import styles from "./EmployeesScreen.module.css";
import { ExportDialog } from "./export/ExportDialog";
import { ImportDialog } from "./import/ImportDialog";
import { NobodyHere } from "./NobodyHere";
import { everyone, isFiltered } from "./query";
import { undoLatestEdit } from "./useEdit";
import { useRowActions } from "./useRowActions";
import { useTicks } from "./useTicks";

export function EmployeesScreen() {
  const { t } = useTranslation();
  const { intent, go } = useNavigation();
  const wanted = typeof intent === "object" && "department" in intent ? intent.department : null;
  const [filter, setFilter] = useState<EmployeeQuery>({ ...everyone, department: wanted });
  const asked = typeof intent === "object" && "person" in intent ? intent : undefined;
  const [open, setOpen] = useState(asked?.person);
  const [editing, setEditing] = useState<Shown | "any" | undefined>(asked?.field);
  // The same person can be asked for again, while the panel is somewhere else by then.
  const [heard, setHeard] = useState({ intent, times: 0 });
  if (heard.intent !== intent) {
    setHeard({ intent, times: heard.times + (asked ? 1 : 0) });
    if (asked) {
      setOpen(asked.person);
      setEditing(asked.field);
    }
  }
  const typed = filter.search.trim();
  const [search, setSearch] = useState(typed);
  const query = { ...filter, search };
  const first = useQuery({
    ...read("employees", { query, ...firstBlock }),
    placeholderData: keepPreviousData,
  });
  // One question at a time, about the latest letters: the core answers before the next key, if none is held down.
  if (search !== typed && !first.isFetching) setSearch(typed);
  const columns = useColumnChoice();
  const show = (id: number | undefined, field?: Shown | "any") => {
    setOpen(id);
    setEditing(field);
  };
  const total = first.data?.total;
  const ticks = useTicks(query, total);
  const inDepartment = (department: string) => setFilter({ ...filter, department });
  const rows = useRowActions({
    columns: columns.shown,
    onOpen: ({ id }) => show(id),
    onEdit: ({ id }, field) => show(id, field ?? "any"),
    onDepartment: inDepartment,
    onAll: ticks.tickAll,
  });
  useShortcut("mod+z", undoLatestEdit);
  const adding = intent === "add";
  // A table that stood once stays: to make it anew takes longer than a key.
  const [filled, setFilled] = useState(false);
  if (total && !filled) setFilled(true);
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
      <EmployeesBar filter={filter} onChange={setFilter} columns={columns} />
      <BulkBar ticks={ticks} columns={columns.shown} />
      {first.error && (
        <FailureMessage failure={first.error} actions={{ retry: () => void first.refetch() }} />
      )}
      <div className={styles.content}>
        {total === undefined && !first.error && <SkeletonRows />}
        {total === 0 && <NobodyHere filter={query} onChange={setFilter} />}
        {filled && (
          <div className={styles.grid} hidden={!total}>
            <EmployeeGrid
              query={query}
              columns={columns.shown}
              onOpen={({ id }) => show(id)}
              ticks={ticks}
              onKey={(key, row, column) => rows.onKey(key, row, column, ticks.count > 0)}
              menu={rows.menu}
              onOrder={(order) => setFilter({ ...filter, ...order })}
            />
          </div>
        )}
        {open !== undefined && (
          <EmployeePanel
            key={`${heard.times}/${open}/${editing}`}
            id={open}
            editing={editing}
            onDepartment={inDepartment}
            onClose={() => show(undefined)}
          />
        )}
      </div>
      {adding && (
        <AddPersonDialog
          onClose={() => go("employees")}
          onAdded={(id) => {
            go("employees");
            show(id);
          }}
        />
      )}
      {intent === "import" && <ImportDialog onClose={() => go("employees")} />}
      {exporting && (
        <ExportDialog
          query={query}
          filtered={isFiltered(query) ? total : undefined}
          selected={ticks.all ? [] : ticks.rows.map(({ id }) => id)}
          shown={columns.shown}
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
