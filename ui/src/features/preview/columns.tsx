/** The columns of the preview: change, person, department, what changes, why. */

import { Tag } from "@fluentui/react-components";
import type { ColDef, ICellRendererParams } from "ag-grid-community";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Change } from "@/components/FieldChanges";
import type { PlanRow, PlanTab } from "@/contract/types";
import { useWords, type Words } from "@/i18n/words";
import { KindOfChange } from "./KindOfChange";
import styles from "./PlanView.module.css";
import type { Skipped } from "./useSkipped";

type Cell = ICellRendererParams<PlanRow>;

export function usePlanColumns(tab: PlanTab, skipped: Skipped): ColDef<PlanRow>[] {
  const { t } = useTranslation();
  const words = useWords();
  return useMemo(() => {
    const name: ColDef<PlanRow> = {
      field: "name",
      headerName: t("field.display_name"),
      minWidth: 150,
      flex: 3,
    };
    const email: ColDef<PlanRow> = { field: "email", headerName: t("field.email"), minWidth: 190, flex: 4 };
    const why: ColDef<PlanRow> = {
      headerName: t("preview.why"),
      colId: "why",
      minWidth: 260,
      flex: 6,
      valueGetter: ({ data }) => data && words.reason(data.reason),
    };
    if (tab === "not_imported") return [name, email, why];
    return [
      kindColumn(t("preview.change"), skipped),
      name,
      email,
      departmentColumn(t),
      whatColumn(t, words),
      why,
    ];
  }, [tab, t, words, skipped]);
}

function kindColumn(headerName: string, skipped: Skipped): ColDef<PlanRow> {
  return {
    headerName,
    colId: "kind",
    width: 142,
    cellRenderer: ({ data }: Cell) => data && <KindOfChange kind={data.kind} skipped={skipped.has(data)} />,
  };
}

function departmentColumn(t: (key: "field.department") => string): ColDef<PlanRow> {
  return {
    headerName: t("field.department"),
    colId: "department",
    minWidth: 140,
    flex: 3,
    cellRenderer: ({ data }: Cell) => {
      const moved = data?.kind !== "add" && data?.fields.find(({ field }) => field === "department");
      return moved ? <Change {...moved} /> : data?.department;
    },
  };
}

/** Of an update only the names of its fields; for people who come or go every field would stand here. */
function whatColumn(t: (key: "preview.what") => string, words: Words): ColDef<PlanRow> {
  return {
    headerName: t("preview.what"),
    colId: "what",
    minWidth: 150,
    flex: 3,
    cellRenderer: ({ data }: Cell) => {
      if (!data || data.kind === "add" || data.kind === "remove") return null;
      return (
        <span className={styles.chips}>
          {data.fields.map(({ field }) => (
            <Tag key={field} size="extra-small" appearance="outline">
              {words.field(field)}
            </Tag>
          ))}
        </span>
      );
    },
  };
}
