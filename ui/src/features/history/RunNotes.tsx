/** Beside a run's table, folded: how it compares with its preview, and what support may ask for. */

import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { grouped } from "@/components/CountsLine";
import type { Counts, RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import styles from "./HistoryScreen.module.css";
import { RunLog } from "./RunLog";
import { runReport } from "./report";

export function RunNotes({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const byPlan = run.result === "applied" && run.trigger !== "undo" && run.trigger !== "import";
  const report = runReport(run);
  return (
    <Accordion collapsible multiple>
      {byPlan && (
        <AccordionItem value="compare">
          <AccordionHeader as="h2" size="small">
            {t("compare.title")}
          </AccordionHeader>
          <AccordionPanel className={styles.notes}>
            {run.planned ? (
              <Compared planned={run.planned} done={run.counts} />
            ) : (
              <p>{t("compare.nobody")}</p>
            )}
          </AccordionPanel>
        </AccordionItem>
      )}
      <AccordionItem value="details">
        <AccordionHeader as="h2" size="small">
          {t("history.details")}
        </AccordionHeader>
        <AccordionPanel className={styles.notes}>
          <p>{t("settings.diagnostics_text")}</p>
          <pre className={styles.report}>{report}</pre>
          <div>
            <CopyButton text={report} label={t("settings.diagnostics_copy")} />
          </div>
        </AccordionPanel>
      </AccordionItem>
      <AccordionItem value="log">
        <AccordionHeader as="h2" size="small">
          {t("history.log")}
        </AccordionHeader>
        <AccordionPanel className={styles.notes}>
          <RunLog run={run} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}

const kinds = ["add", "update", "remove", "conflict", "not_imported", "unchanged"] as const;
const written = ["add", "update", "remove"] as const;

function Compared({ planned, done }: { planned: Counts; done: Counts }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [before, after] = [grouped(planned), grouped(done)];
  const shown = kinds.filter((kind) => before[kind] + after[kind] > 0);
  const left = written.reduce((sum, kind) => sum + Math.max(0, before[kind] - after[kind]), 0);
  return (
    <>
      <table className={styles.compare}>
        <thead>
          <tr>
            <th scope="col">{t("preview.change")}</th>
            <th scope="col">{t("compare.planned")}</th>
            <th scope="col">{t("compare.done")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`compare.${kind}`)}</th>
              <td>{number(before[kind])}</td>
              <td>{number(after[kind])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{left > 0 ? t("compare.left_out", { count: left }) : t("compare.all_done")}</p>
      {after.conflict > 0 && <p>{t("compare.undecided", { count: after.conflict })}</p>}
    </>
  );
}
