/** The rows of a tab on paper: a plain table, as tables on the screen hold only what is in view. */

import { Button } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { plannedWord } from "@/components/changes/KindOfChange";
import { PrintIcon } from "@/components/icons";
import type { Block } from "@/contract/blocks";
import type { PlanRow, PlanTab } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./PrintButton.module.css";

/** More than anybody reads on paper, and as much as a web view lays out at once. */
const atMost = 2000;

export interface PrintButtonProps {
  title: string;
  tab: PlanTab;
  count: number;
  load(start: number, count: number): Promise<Block<PlanRow>>;
}

export function PrintButton({ title, tab, count, load }: PrintButtonProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState<PlanRow[]>();
  useEffect(() => {
    if (!rows) return;
    window.print();
    setRows(undefined);
  }, [rows]);
  return (
    <>
      <Button icon={<PrintIcon />} onClick={() => void load(0, atMost).then((page) => setRows(page.rows))}>
        {t("action.print")}
      </Button>
      {rows &&
        createPortal(<Paper title={title} tab={tab} rows={rows} left={count - rows.length} />, document.body)}
    </>
  );
}

function Paper({ title, tab, rows, left }: { title: string; tab: PlanTab; rows: PlanRow[]; left: number }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={styles.paper} data-paper>
      <h1>{title}</h1>
      <h2>{t(`tab.${tab}`)}</h2>
      <table>
        <thead>
          <tr>
            {[t("preview.change"), t("field.display_name"), t("field.email"), t("preview.why")].map(
              (head) => (
                <th key={head}>{head}</th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.object_id}>
              <td>{plannedWord(t, row)}</td>
              <td>{row.name}</td>
              <td>{row.email}</td>
              <td>{words.reason(row.reason, row.kind)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p>{t("preview.print_left", { count: left })}</p>}
    </div>
  );
}
