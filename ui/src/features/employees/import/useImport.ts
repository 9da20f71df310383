/** A file on its way into the list: which one, which column is what, and what would become of its lines. */

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { Failure, FileColumn, Imported, ImportRequest } from "@/contract/types";
import { platform } from "@/platform/platform";

export interface Importing {
  path: string | undefined;
  choose(): void;
  columns: FileColumn[];
  /** The field of each header; empty: the column is left out. */
  fields: Record<string, string>;
  match(header: string, field: string): void;
  /** Whether local people who are in the list already get the values of the file. */
  update: boolean;
  setUpdate(update: boolean): void;
  outlook: Imported | undefined;
  failure: Failure | null;
  busy: boolean;
  run(): void;
}

export function useImport(onDone: (imported: Imported) => void): Importing {
  const { t } = useTranslation();
  const [path, setPath] = useState<string>();
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [update, setUpdate] = useState(false);
  const pick = useMutation({
    mutationFn: () =>
      platform().askWhatToOpen({ label: t("import.file"), extensions: ["csv", "xlsx", "txt"] }),
    onSuccess: (picked) => {
      if (picked === null) return;
      setChosen({});
      setPath(picked);
    },
  });
  const columns = useQuery({
    queryKey: ["file", path],
    queryFn: () => call("file_columns", { path: path ?? "" }),
    enabled: path !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const fields = { ...guessed(columns.data), ...chosen };
  const request = (dry_run: boolean): ImportRequest => ({
    path: path ?? "",
    dry_run,
    update,
    columns: fields,
  });
  const outlook = useQuery({
    queryKey: ["file", path, columns.dataUpdatedAt, fields, update],
    queryFn: () => call("import_people", { request: request(true) }),
    enabled: columns.data !== undefined,
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const write = useMutation({
    mutationFn: () => call("import_people", { request: request(false) }),
    onSuccess: onDone,
  });
  return {
    path,
    choose: () => pick.mutate(),
    columns: columns.data ?? [],
    fields,
    match: (header, field) => setChosen({ ...chosen, [header]: field }),
    update,
    setUpdate,
    outlook: outlook.error ? undefined : outlook.data,
    failure: columns.error ?? write.error ?? outlook.error,
    busy: write.isPending || outlook.isFetching,
    run: () => write.mutate(),
  };
}

/** What each header seems to be; of two that seem to be the same, the first. */
export function guessed(columns: FileColumn[] = []): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { header, field } of columns) {
    const free = field && !Object.values(fields).includes(field);
    fields[header] = free ? field : "";
  }
  return fields;
}
