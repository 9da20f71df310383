/** No connection yet: what Rollcall does, and the two ways to begin. */

import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { ConnectionsIcon, ShieldIcon } from "@/components/icons";
import { onceOnly } from "@/components/onceOnly";
import { Page } from "@/components/Page";
import { call, read } from "@/contract/call";
import { dropEverything } from "@/session/changes";
import styles from "./FirstMeeting.module.css";

export function FirstMeeting({ onConnect }: { onConnect(): void }) {
  const { t } = useTranslation();
  const { data: status } = useQuery(read("app_status", {}));
  const explore = useExplore();
  const inSample = Boolean(status?.sample);

  return (
    <Page title={t("screen.connections")} fill>
      {explore.error && (
        <FailureMessage failure={explore.error} actions={{ retry: () => explore.mutate() }} />
      )}
      <EmptyState
        icon={<ConnectionsIcon />}
        title={t(inSample ? "connections.empty_sample_title" : "connections.empty_title")}
        text={t(inSample ? "connections.empty_sample_text" : "connections.empty_text")}
        actions={
          <>
            <Button
              key={String(inSample)}
              appearance="primary"
              size="large"
              autoFocus={!document.activeElement?.closest("nav")}
              onKeyDown={onceOnly}
              onClick={onConnect}
            >
              {t(inSample ? "connections.connect_sample" : "connections.connect")}
            </Button>
            {!inSample && (
              <Button size="large" disabled={explore.isPending} onClick={() => explore.mutate()}>
                {t("connections.explore")}
              </Button>
            )}
          </>
        }
      >
        <p className={styles.promise}>
          <ShieldIcon aria-hidden /> {t("connections.promise")}
        </p>
      </EmptyState>
    </Page>
  );
}

function useExplore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("explore_sample", {}),
    onSuccess: (status) => {
      client.setQueryData(read("app_status", {}).queryKey, status);
      dropEverything(client);
    },
  });
}
