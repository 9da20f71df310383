/** Who, which columns, which kind of file; then the system's own dialog asks where. */

import { Checkbox, Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { JobProgress } from "@/components/JobProgress";
import { read } from "@/contract/call";
import type { EmployeeQuery, ExportFormat } from "@/contract/types";
import { numbersOf } from "@/i18n/region";
import { useJobs } from "@/session/jobs";
import { remember, remembered } from "@/session/memory";
import type { Column } from "../columns";
import { everyone } from "../query";
import { Columns } from "./Columns";
import { formatChoices, offeredIn, type Rows, rowsOf } from "./choices";
import { KeepFresh } from "./KeepFresh";
import { useExport } from "./useExport";

export interface ExportDialogProps {
  query: EmployeeQuery;
  /** How many the search and filters leave; absent when they leave everybody. */
  filtered: number | undefined;
  selected: number[];
  /** The columns on the screen. */
  shown: readonly Column[];
  onClose(): void;
}

export function ExportDialog({ query, filtered, selected, shown, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation();
  const all = useQuery(read("employees", { query: everyone, start: 0, count: 1 }));
  const [format, setFormat] = useState<ExportFormat>(() =>
    remembered("export.format", formatChoices, "xlsx"),
  );
  const [rows, setRows] = useState<Rows>(() => startingRows(selected.length, filtered));
  const [columns, setColumns] = useState<string[]>([]);
  const [reveal, setReveal] = useState(true);
  const [fresh, setFresh] = useState(false);
  const exporting = useExport(onClose);
  const writing = useJobs().find(({ phase }) => exporting.isPending && phase === "exporting");
  const counts: [Rows, number | undefined][] = [
    ["all", all.data?.total ?? 0],
    ["filtered", filtered],
    ["selected", selected.length || undefined],
  ];

  const save = () => {
    remember("export.format", format);
    const keepFresh = fresh && rows === "all";
    exporting.mutate({ format, rows: rowsOf(rows, query, selected), columns, reveal, keepFresh });
  };
  return (
    <ConfirmDialog
      title={t("export.title")}
      confirm={t("export.save")}
      busy={exporting.isPending}
      onConfirm={save}
      onClose={onClose}
    >
      {exporting.error && <FailureMessage failure={exporting.error} />}
      {writing && <JobProgress job={writing} />}
      <Field label={t("export.format")}>
        <RadioGroup value={format} onChange={(_, data) => setFormat(data.value as ExportFormat)}>
          {offeredIn(numbersOf(i18n.language)).map((choice) => (
            <Radio key={choice} value={choice} label={t(`export.${choice}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t("export.rows")}>
        <RadioGroup value={rows} onChange={(_, data) => setRows(data.value as Rows)}>
          {counts.map(
            ([choice, count]) =>
              count !== undefined && (
                <Radio key={choice} value={choice} label={t(`export.rows_${choice}`, { count })} />
              ),
          )}
        </RadioGroup>
      </Field>
      <Columns chosen={columns} shown={shown} onChange={setColumns} />
      {rows === "all" && <KeepFresh checked={fresh} onChange={setFresh} />}
      <Checkbox
        label={t("export.open_folder")}
        checked={reveal}
        onChange={(_, data) => setReveal(data.checked === true)}
      />
    </ConfirmDialog>
  );
}

function startingRows(selected: number, filtered: number | undefined): Rows {
  if (selected > 0) return "selected";
  return filtered === undefined ? "all" : "filtered";
}
