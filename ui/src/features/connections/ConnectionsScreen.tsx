/** The connections: first meeting, cards, and the way to a new one. */

import { Button, Skeleton, SkeletonItem } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { AddIcon } from "@/components/icons";
import { moveByArrows } from "@/components/moveByArrows";
import { Page } from "@/components/Page";
import { useLasting } from "@/components/useNow";
import { read } from "@/contract/call";
import { useNavigation } from "@/session/navigation";
import { ConnectionCard } from "./ConnectionCard";
import { ConnectionList } from "./ConnectionList";
import styles from "./ConnectionsScreen.module.css";
import { FirstMeeting } from "./FirstMeeting";
import { ConnectWizard } from "./wizard/ConnectWizard";

/** From here on they are searched rather than seen at once. */
const mostCards = 12;

export function ConnectionsScreen() {
  const { t } = useTranslation();
  const { intent, go } = useNavigation();
  const { data: connections, isPending, error, refetch } = useQuery(read("connections", {}));
  const connect = () => go("connections", "connect");

  if (intent === "connect") return <ConnectWizard onClose={() => go("connections")} />;
  if (error) {
    return (
      <Page title={t("screen.connections")}>
        <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />
      </Page>
    );
  }
  if (isPending) return <Loading />;
  if (connections.length === 0) return <FirstMeeting onConnect={connect} />;

  const add = (
    <Button appearance="primary" icon={<AddIcon />} onClick={connect}>
      {t("connections.add")}
    </Button>
  );
  return (
    <Page title={t("screen.connections")} hint={t("connections.hint")} actions={add}>
      {connections.length > mostCards ? (
        <ConnectionList connections={connections} />
      ) : (
        <ul className={styles.cards} aria-label={t("screen.connections")} onKeyDown={moveByArrows}>
          {connections.map((connection) => (
            <li key={connection.id}>
              <ConnectionCard connection={connection} walked />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Loading() {
  const { t } = useTranslation();
  const lasting = useLasting(true);
  return (
    <Page title={t("screen.connections")} hint={t("connections.hint")}>
      {lasting && (
        <Skeleton aria-label={t("common.loading")} className={styles.cards}>
          <SkeletonItem size={128} />
          <SkeletonItem size={128} />
        </Skeleton>
      )}
    </Page>
  );
}
