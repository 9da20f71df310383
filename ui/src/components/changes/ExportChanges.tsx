/** The rows of a tab as a workbook, in the words of the screen. */

import { Button, Spinner } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { changeInWords } from "@/components/FieldChanges";
import { fileName } from "@/components/fileName";
import { ExportIcon } from "@/components/icons";
import type { Block } from "@/contract/blocks";
import { call } from "@/contract/call";
import type { PlanRow } from "@/contract/types";
import { useWords, type Words } from "@/i18n/words";
import { platform } from "@/platform/platform";
import { useNotify } from "@/session/notify";
import { plannedWord } from "./KindOfChange";

export interface ExportChangesProps {
  label: string;
  /** In the name of the file. */
  connection: string;
  count: number;
  load(start: number, count: number): Promise<Block<PlanRow>>;
}

const block = 2000;
const extension = "xlsx";

export function ExportChanges({ label, connection, count, load }: ExportChangesProps) {
  const { t } = useTranslation();
  const words = useWords();
  const notify = useNotify();
  const write = useMutation({
    mutationFn: async () => {
      const defaultName = fileName(t("changes.file"), connection, new Date(), extension);
      const path = await platform().askWhereToSave({ defaultName, label: t("export.xlsx"), extension });
      if (path === null) return null;
      const columns = columnsOf(t, words);
      const rows: string[][] = [];
      while (rows.length < count) {
        const page = await load(rows.length, block);
        if (page.rows.length === 0) break;
        rows.push(...page.rows.map((row) => columns.map(([, cell]) => cell(row))));
      }
      await call("write_table", { table: { path, header: columns.map(([name]) => name), rows } });
      return { path, count: rows.length };
    },
    onSuccess: (done) => {
      if (!done) return;
      const reveal = () => void call("reveal", { path: done.path }).catch(() => {});
      notify({
        title: t("changes.exported", { count: done.count }),
        body: done.path,
        actions: [{ label: t("settings.open_folder"), act: reveal }],
      });
    },
  });
  return (
    <>
      <Button
        icon={write.isPending ? <Spinner size="tiny" /> : <ExportIcon />}
        disabled={write.isPending}
        onClick={() => write.mutate()}
      >
        {label}
      </Button>
      {write.error && <FailureMessage failure={write.error} actions={{ retry: () => write.mutate() }} />}
    </>
  );
}

function columnsOf(t: TFunction, words: Words): [string, (row: PlanRow) => string][] {
  const changes = ({ kind, fields }: PlanRow) =>
    kind === "add" || kind === "remove"
      ? ""
      : fields.map((change) => `${words.field(change.field)}: ${changeInWords(change, words)}`).join("; ");
  return [
    [t("preview.change"), (row) => plannedWord(t, row)],
    [t("field.display_name"), ({ name }) => name],
    [t("field.email"), ({ email }) => email ?? ""],
    [t("field.department"), ({ department }) => department ?? ""],
    [t("preview.what"), changes],
    [t("preview.why"), ({ reason, kind }) => words.reason(reason, kind)],
    [t("preview.rule"), ({ rule }) => rule ?? ""],
  ];
}
