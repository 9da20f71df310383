/** Several runs without changes in one line, which opens. */

import { Link } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RunView } from "@/contract/types";
import { sameDay } from "./entries";
import styles from "./HistoryScreen.module.css";
import { RunLine } from "./RunLine";

export function QuietRuns({ runs, onOpen }: { runs: RunView[]; onOpen(run: RunView): void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [newest] = runs;
  const dated = newest !== undefined && !runs.every((run) => sameDay(run, newest));
  return (
    <>
      <li className={styles.quiet}>
        <Link as="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("history.quiet", { count: runs.length })}
        </Link>
      </li>
      {open &&
        runs.map((run) => <RunLine key={run.run} run={run} dated={dated} onOpen={() => onOpen(run)} />)}
    </>
  );
}
