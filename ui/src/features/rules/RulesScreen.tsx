/** Who is imported, and where to: the ordered rules of the chosen connection. */

import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { RulesIcon } from "@/components/icons";
import { NoConnection } from "@/components/NoConnection";
import { Page } from "@/components/Page";
import { useConnections } from "@/session/connection";
import { useDraft } from "@/session/draft/useDraft";
import { useNavigation } from "@/session/navigation";
import { RulesEditing } from "./RulesEditing";

export function RulesScreen() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { selected, pending } = useConnections();
  if (selected) return <OfConnection key={selected.id} connection={selected.id} />;
  if (pending) return null;
  return (
    <Page title={t("screen.rules")} fill>
      <NoConnection
        icon={<RulesIcon />}
        title={t("rules.no_connection")}
        text={t("rules.no_connection_text")}
        onConnections={() => go("connections")}
      />
    </Page>
  );
}

function OfConnection({ connection }: { connection: number }) {
  const { t } = useTranslation();
  const { editing, error, retry } = useDraft(connection);
  if (editing) return <RulesEditing editing={editing} />;
  return (
    <Page title={t("screen.rules")} fill>
      {error && <FailureMessage failure={error} actions={{ retry }} />}
    </Page>
  );
}
