/** Who is imported, and where to: the ordered rules of the chosen connection. */

import { useTranslation } from "react-i18next";
import { RulesIcon } from "@/components/icons";
import { DraftScreen } from "@/session/draft/DraftScreen";
import { RulesEditing } from "./RulesEditing";

export function RulesScreen() {
  const { t } = useTranslation();
  const without = {
    icon: <RulesIcon />,
    title: t("rules.no_connection"),
    text: t("rules.no_connection_text"),
  };
  return (
    <DraftScreen title={t("screen.rules")} without={without}>
      {(editing) => <RulesEditing editing={editing} />}
    </DraftScreen>
  );
}
