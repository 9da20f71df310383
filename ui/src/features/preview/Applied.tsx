/** After apply: what was done, and where to go from here. */

import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changesIn, useDone } from "@/components/CountsLine";
import { EmptyState } from "@/components/EmptyState";
import { ExportIcon, UpToDateIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import type { RunView } from "@/contract/types";
import { useNavigation } from "@/session/navigation";

export interface AppliedProps {
  run: RunView;
  /** What an attempt to preview again ran into. */
  message: ReactNode;
  onAgain(): void;
}

export function Applied({ run, message, onAgain }: AppliedProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const done = useDone();
  const changes = changesIn(run.counts);
  return (
    <Page title={t("screen.preview")} hint={run.connection} fill>
      {message}
      <EmptyState
        icon={<UpToDateIcon />}
        title={changes > 0 ? t("preview.applied", { count: changes }) : t("preview.up_to_date")}
        text={done(run.counts)}
        actions={
          <>
            <Button appearance="primary" autoFocus onClick={() => go("employees")}>
              {t("preview.see_employees")}
            </Button>
            <Button icon={<ExportIcon />} onClick={() => go("employees", "export")}>
              {t("action.export")}
            </Button>
            <Button onClick={onAgain}>{t("action.preview_again")}</Button>
          </>
        }
      />
    </Page>
  );
}
