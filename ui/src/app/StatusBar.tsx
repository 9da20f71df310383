/** The bottom line: running work with its progress and Stop, or that all is quiet. */

import { ProgressBar } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { StopButton, useJobText } from "@/components/JobProgress";
import type { JobEvent } from "@/contract/types";
import { useConnections } from "@/session/connection";
import { useJobs } from "@/session/jobs";
import styles from "./StatusBar.module.css";

export function StatusBar() {
  const { t } = useTranslation();
  const jobs = useJobs();
  return (
    <section className={styles.bar} aria-label={t("app.status")}>
      {jobs.length === 0 ? (
        <span className={styles.quiet}>{t("progress.idle")}</span>
      ) : (
        jobs.map((job) => <Job key={job.job} job={job} />)
      )}
    </section>
  );
}

function Job({ job }: { job: JobEvent }) {
  const text = useJobText()(job);
  const { connections } = useConnections();
  const name = connections.find(({ id }) => id === job.connection)?.name;
  return (
    <div className={styles.job}>
      <span className={styles.text}>{name ? `${name}: ${text}` : text}</span>
      <div className={styles.progress}>
        <ProgressBar value={job.total ? job.done / job.total : undefined} aria-label={text} />
      </div>
      <StopButton job={job.job} />
    </div>
  );
}
