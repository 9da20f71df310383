/** What can be done with the ticked people. */

import { Button, Text } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { useShortcut } from "@/components/useShortcut";
import { useNavigation } from "@/session/navigation";
import { useTellFailure } from "@/session/notify";
import styles from "./EmployeesScreen.module.css";
import { SetDepartment } from "./SetDepartment";
import { useCopies } from "./useCopies";
import { useEdit } from "./useEdit";
import type { Ticks } from "./useTicks";

export interface BulkBarProps {
  ticks: Ticks;
  /** The columns on the screen, for copying. */
  columns: readonly string[];
}

export function BulkBar({ ticks, columns }: BulkBarProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const copies = useCopies(columns);
  const tell = useTellFailure();
  const copy = {
    table: () => void ticks.read().then(copies.table, tell),
    emails: () => void ticks.read().then(copies.emails, tell),
  };
  const { count, archived, paused } = ticks;
  const [placing, place] = useState(false);
  const { failure, busy, pause, resume, move } = useBulk(ticks);
  useShortcut("mod+c", copy.table, count > 0 && !ticks.reading);
  useShortcut("mod+shift+c", copy.emails, count > 0 && !ticks.reading);
  if (count === 0) return failure && <FailureMessage failure={failure} />;

  const act = (label: string, onClick: () => void) => (
    <Button size="small" disabled={busy || ticks.reading} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <>
      {failure && <FailureMessage failure={failure} />}
      <div className={styles.bulk} role="toolbar" aria-label={t("employees.selection")}>
        <Text role="status">{t("employees.ticked", { count })}</Text>
        <HowMany ticks={ticks} />
        {archived && act(t("employees.restore"), move)}
        {!archived && paused !== true && act(t("employees.pause"), pause)}
        {!archived && paused !== false && act(t("employees.resume"), resume)}
        {!archived && act(t("employees.archive"), move)}
        {!archived && act(t("employees.set_department"), () => place(true))}
        {act(t("action.export"), () => go("employees", "export"))}
        {act(t("employees.copy_table"), copy.table)}
        {act(t("employees.copy_emails"), copy.emails)}
      </div>
      {placing && <SetDepartment ticks={ticks} onClose={() => place(false)} />}
    </>
  );
}

/** The way to everybody, and to nobody. */
function HowMany({ ticks: { all, count, total, tickAll, clear } }: { ticks: Ticks }) {
  const { t } = useTranslation();
  return (
    <>
      {!all && count < total && (
        <Button size="small" appearance="subtle" onClick={tickAll}>
          {t("employees.tick_all", { count: total })}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={clear}>
        {t("employees.untick")}
      </Button>
    </>
  );
}

function useBulk({ people, archived, clear }: Ticks) {
  const { t } = useTranslation();
  const edit = useEdit();
  const pause = () =>
    edit.run({
      people,
      edit: { pause: "pause" },
      said: (count) => t("employees.paused_many", { count }),
    });
  const resume = () =>
    edit.run({
      people,
      edit: { pause: "resume" },
      said: (count) => t("employees.resumed_many", { count }),
    });
  // Whoever went elsewhere is ticked no longer.
  const move = () =>
    void edit
      .done({
        people,
        edit: { place: archived ? "restore" : "archive" },
        said: (count) => t(archived ? "employees.restored_many" : "employees.archived_many", { count }),
      })
      .then(clear, () => {});
  return { failure: edit.failure, busy: edit.busy, pause, resume, move };
}
