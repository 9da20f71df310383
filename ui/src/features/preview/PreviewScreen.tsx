/** What would happen if it were applied now, and why. Nothing is written before Apply. */

import { useTranslation } from "react-i18next";
import { ConnectionsIcon } from "@/components/icons";
import { NoConnection } from "@/components/NoConnection";
import { Page } from "@/components/Page";
import { ConnectionPlan } from "@/components/plan/ConnectionPlan";
import { useConnections } from "@/session/connection";
import { useNavigation } from "@/session/navigation";

export function PreviewScreen() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { selected, pending } = useConnections();
  if (selected) return <ConnectionPlan key={selected.id} connection={selected} />;
  if (pending) return null;
  return (
    <Page title={t("screen.preview")} fill>
      <NoConnection
        icon={<ConnectionsIcon />}
        title={t("preview.no_connection")}
        text={t("preview.no_connection_text")}
        onConnections={() => go("connections")}
      />
    </Page>
  );
}
