/** What would happen at a connection if it were applied now: being read, made, applied, or not there yet. */

import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { PreviewIcon } from "@/components/icons";
import { JobProgress } from "@/components/JobProgress";
import { Page } from "@/components/Page";
import { read } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import { useJobOf } from "@/session/jobs";
import { useNavigation } from "@/session/navigation";
import { useFate } from "@/session/plans";
import { usePreviewRun } from "@/session/previewRun";
import { Applied } from "./Applied";
import { PlanView } from "./PlanView";

export interface ConnectionPlanProps {
  connection: ConnectionView;
  /** It is the first one, in the wizard: people are imported, or the rules are written before. */
  first?: boolean;
}

export function ConnectionPlan({ connection, first = false }: ConnectionPlanProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const run = usePreviewRun();
  const job = useJobOf(connection.id);
  const {
    data: preview,
    isPending,
    error,
  } = useQuery(read("current_preview", { connection: connection.id }));
  const [opening, setOpening] = useState(true);
  useEffect(() => setOpening(false), []);
  const fate = useFate(preview);
  const running = run.running === connection.id;
  const again = () => run.start(connection.id);
  const failed = run.failed?.connection === connection.id ? run.failed.failure : error;
  const message = failed && (
    <FailureMessage
      leads
      failure={failed}
      actions={{
        retry: again,
        preview_again: again,
        sign_in_again: () => go("connections", { sign_in: connection.id }),
      }}
    />
  );

  if (running) {
    return (
      <Page title={t("screen.preview")} hint={connection.name} fill>
        <EmptyState icon={<PreviewIcon />} title={t("preview.reading")} text={t("preview.reading_text")}>
          <JobProgress job={job} />
        </EmptyState>
      </Page>
    );
  }
  if (fate.run) return <Applied run={fate.run} message={message} onAgain={again} />;
  if (preview) {
    return (
      <PlanView
        key={preview.read_at}
        preview={preview}
        first={first}
        leads={first && opening}
        stale={fate.stale}
        message={message}
        onAgain={again}
      />
    );
  }
  return (
    <Page title={t("screen.preview")} hint={connection.name} fill>
      {message}
      {!isPending && (
        <EmptyState
          icon={<PreviewIcon />}
          title={t("preview.none")}
          text={t("preview.none_text")}
          actions={
            <Button appearance="primary" onClick={again}>
              {t("action.preview")}
            </Button>
          }
        />
      )}
    </Page>
  );
}
