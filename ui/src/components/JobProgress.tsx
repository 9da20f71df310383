/** Running work: its phase, how far it is, and Stop. */

import { Button, ProgressBar } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { JobEvent } from "@/contract/types";
import { StopIcon } from "./icons";
import styles from "./JobProgress.module.css";

export function useJobText(): (job: JobEvent) => string {
  const { t } = useTranslation();
  return ({ phase, done, total }) => {
    const what = t(`phase.${phase}`);
    if (phase === "waiting") return t("progress.waiting", { what, count: done });
    if (total !== null) return t("progress.of", { what, done, total });
    return done > 0 ? t("progress.so_far", { what, done }) : t("progress.begun", { what });
  };
}

export function JobProgress({ job }: { job: JobEvent | undefined }) {
  const { t } = useTranslation();
  const text = useJobText();
  const said = job ? text(job) : t("progress.starting");
  const share = job?.total ? job.done / job.total : undefined;
  return (
    <div className={styles.progress}>
      <span className={styles.text} aria-live="polite">
        {said}
      </span>
      <ProgressBar value={share} thickness="large" aria-label={said} className={styles.bar} />
      {job && <StopButton job={job.job} />}
    </div>
  );
}

export function StopButton({ job }: { job: number }) {
  const { t } = useTranslation();
  const stop = useMutation({ mutationFn: () => call("stop", { job }) });
  return (
    <Button size="small" icon={<StopIcon />} disabled={!stop.isIdle} onClick={() => stop.mutate()}>
      {stop.isIdle ? t("action.stop") : t("progress.stopping")}
    </Button>
  );
}
