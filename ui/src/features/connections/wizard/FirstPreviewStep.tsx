/** Step 4: who would be imported, read while one watches; the list itself is on the Preview screen. */

import { Body1, Button, Subtitle2 } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CountsLine } from "@/components/CountsLine";
import { FailureMessage } from "@/components/FailureMessage";
import { JobProgress } from "@/components/JobProgress";
import { read } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import { useJobOf } from "@/session/jobs";
import { useNavigation } from "@/session/navigation";
import { usePreviewRun } from "@/session/previewRun";
import { SignInWarnings } from "../SignInWarnings";
import styles from "./ConnectWizard.module.css";

export interface FirstPreviewStepProps {
  connection: ConnectionView;
  onBack(): void;
}

export function FirstPreviewStep({ connection, onBack }: FirstPreviewStepProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const run = usePreviewRun();
  const job = useJobOf(connection.id);
  const { data: preview } = useQuery(read("current_preview", { connection: connection.id }));
  const running = run.running === connection.id;
  const failed = run.failed?.connection === connection.id ? run.failed.failure : undefined;

  return (
    <div className={styles.column}>
      <Body1 role="status">
        {t("wizard.connected", {
          organisation: connection.tenant_name ?? connection.name,
          account: connection.account,
        })}
      </Body1>
      <SignInWarnings connection={connection} />
      {running && (
        <div className={styles.result}>
          <Subtitle2 as="h2">{t("preview.reading")}</Subtitle2>
          <JobProgress job={job} />
        </div>
      )}
      {failed && !running && (
        <FailureMessage failure={failed} actions={{ retry: () => run.start(connection.id) }} />
      )}
      {preview && !running && (
        <div className={styles.result}>
          <Subtitle2 as="h2">
            <CountsLine counts={preview.counts} />
          </Subtitle2>
          <Body1>{t("wizard.nothing_yet")}</Body1>
          <div className={styles.buttons}>
            <Button appearance="primary" size="large" autoFocus onClick={() => go("preview")}>
              {t("wizard.review")}
            </Button>
            <Button size="large" onClick={() => go("rules")}>
              {t("wizard.adjust_rules")}
            </Button>
          </div>
        </div>
      )}
      <div>
        <Button onClick={onBack}>{t("common.back")}</Button>
      </div>
    </div>
  );
}
