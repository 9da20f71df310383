/** What taking something back would do, and the way to keep the next sync from doing it again. */

import { Checkbox, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, read } from "@/contract/call";
import type { RunView, UndoPreview } from "@/contract/types";

/**
 * Switching the connection's automatic sync off beside: wanted, unless somebody says no. Nothing to switch
 * off where no sync would do again what is taken back.
 */
export function usePausing(run: RunView, comesAgain: boolean | undefined) {
  const syncing = useAutomatic(run);
  const automatic = comesAgain ? syncing : undefined;
  const [pausing, setPausing] = useState(true);
  const pause = async () => {
    if (pausing && automatic) await call("switch_schedule", { connection: automatic, enabled: false });
  };
  return { comesAgain, offered: automatic !== undefined, pausing, setPausing, pause };
}

/** The run's connection, when it syncs by itself: tonight it would undo the undoing. */
function useAutomatic({ connection_id }: RunView): number | undefined {
  const { data } = useQuery(read("schedule", {}));
  const found = data?.connections.find(({ connection }) => connection === connection_id);
  return found?.next_run ? found.connection : undefined;
}

/** Microsoft 365 and the rules would bring it all back: said, with what helps. */
export function ComesBack({ comesAgain, offered, pausing, setPausing }: ReturnType<typeof usePausing>) {
  const { t } = useTranslation();
  if (!comesAgain) return null;
  return (
    <>
      <MessageBar layout="multiline">
        <MessageBarBody>{t("undo.comes_back")}</MessageBarBody>
      </MessageBar>
      {offered && (
        <Checkbox
          label={t("undo.pause")}
          checked={pausing}
          onChange={(_, { checked }) => setPausing(checked === true)}
        />
      )}
    </>
  );
}

export function Outlook({ preview: { counts, kept } }: { preview: UndoPreview }) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language);
  const said = (["remove", "update", "restore"] as const).filter((kind) => counts[kind] > 0);
  const names = kept.map((person) => person.display_name ?? person.email);
  const more = counts.unchanged - names.length;
  if (more > 0) names.push(t("undo.more", { count: more }));
  return (
    <>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {said.map((kind) => (
          <li key={kind}>{t(`undo.${kind}`, { count: counts[kind] })}</li>
        ))}
        {said.length === 0 && <li>{t("undo.nobody")}</li>}
      </ul>
      {counts.unchanged > 0 && (
        <span>{t("undo.kept", { count: counts.unchanged, names: list.format(names) })}</span>
      )}
    </>
  );
}
