/** What would become of each line of the file, those that cannot be taken first. */

import type { ColDef } from "ag-grid-community";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RowGrid } from "@/components/RowGrid";
import type { Imported, ImportLine } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./Import.module.css";

export function Lines({ outlook }: { outlook: Imported }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const lines = useMemo(() => problemsFirst(outlook.lines), [outlook]);
  return (
    <section className={styles.outlook} aria-label={t("import.lines")}>
      <p role="status" className={styles.text}>
        {summary(outlook).map((name) => (
          <span key={name} className={name === "problems" ? styles.problem : styles.part}>
            {t(`import.${name}`, { count: outlook[name] })}
          </span>
        ))}
      </p>
      {outlook.problems > 0 && <p className={styles.text}>{t("import.all_or_nothing")}</p>}
      {lines.length > 0 && (
        <div className={styles.lines}>
          <RowGrid<ImportLine>
            label={t("import.lines")}
            columns={columns}
            load={async (start, count) => ({ total: lines.length, rows: lines.slice(start, start + count) })}
            source="lines"
            version={versionOf(outlook)}
            rowId={({ line }) => String(line)}
          />
        </div>
      )}
    </section>
  );
}

const parts = ["problems", "adds", "updates", "unchanged"] as const;

function summary(outlook: Imported) {
  return parts.filter((name) => outlook[name] > 0 || (name === "adds" && outlook.people === 0));
}

function problemsFirst(lines: ImportLine[]): ImportLine[] {
  const bad = ({ action }: ImportLine) => action === "problem";
  return [...lines.filter(bad), ...lines.filter((line) => !bad(line))];
}

const versions = new WeakMap<Imported, number>();
let last = 0;

/** Grows with every answer, so that the table is drawn anew. */
function versionOf(outlook: Imported): number {
  const known = versions.get(outlook) ?? ++last;
  versions.set(outlook, known);
  return known;
}

function useColumns(): ColDef<ImportLine>[] {
  const { t } = useTranslation();
  const words = useWords();
  return useMemo(() => {
    const what = ({ action, problem }: ImportLine) =>
      problem ? words.failure(problem).what : t(`import.action_${action}`);
    return [
      { headerName: t("import.line"), field: "line", width: 80 },
      {
        headerName: t("preview.change"),
        colId: "what",
        flex: 4,
        minWidth: 200,
        // Why not stands where the person would.
        colSpan: ({ data }) => (data?.problem ? 3 : 1),
        valueGetter: ({ data }) => data && what(data),
      },
      { headerName: t("field.display_name"), field: "name", flex: 2, minWidth: 120 },
      { headerName: t("field.email"), field: "email", flex: 3, minWidth: 160 },
    ];
  }, [t, words]);
}
