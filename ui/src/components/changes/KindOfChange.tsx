/** The sort of a change: an icon and its word; what is done stands in the past. */

import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import {
  ConflictIcon,
  DoneIcon,
  LinkIcon,
  NotImportedIcon,
  PersonAddIcon,
  RemoveIcon,
  RestoreIcon,
  UpdateIcon,
  UpToDateIcon,
} from "@/components/icons";
import type { ChangeKind, PlanRow } from "@/contract/types";
import styles from "./changes.module.css";

const icons = {
  add: PersonAddIcon,
  update: UpdateIcon,
  link: LinkIcon,
  restore: RestoreIcon,
  remove: RemoveIcon,
  conflict: ConflictIcon,
} as const satisfies Record<ChangeKind, unknown>;

const colours: Record<ChangeKind, string | undefined> = {
  add: styles.add,
  restore: styles.add,
  update: styles.update,
  link: styles.update,
  remove: styles.remove,
  conflict: styles.conflict,
};

/** `planned`: what would happen; `skipped`: left out of this run; `done`: what happened. */
export type Moment = "planned" | "skipped" | "done";

type Row = Pick<PlanRow, "kind" | "employee">;

/** Where nothing is written, people of the list stay as they are, and the others stay out of it. */
const stays = ({ kind, employee }: Row) => kind === null && employee !== null;

/** What a plan says of a row, in one word. */
export function plannedWord(t: TFunction, row: Row): string {
  return t(`change.${row.kind ?? (stays(row) ? "unchanged" : "not_imported")}`);
}

export function wordOf(t: TFunction, row: Row, moment: Moment): string {
  if (moment === "skipped") return t("preview.skipped");
  if (moment === "done") return t(`did_to.${row.kind ?? "passed_over"}`);
  return plannedWord(t, row);
}

export function KindOfChange({ row, moment }: { row: Row; moment: Moment }) {
  const { t } = useTranslation();
  const shown = moment === "skipped" ? null : row.kind;
  const Icon = shown ? icons[shown] : stays(row) ? UpToDateIcon : NotImportedIcon;
  return (
    <span className={`${styles.kind} ${shown ? colours[shown] : ""}`}>
      {moment === "done" && shown ? <DoneIcon aria-hidden /> : <Icon aria-hidden />}
      {wordOf(t, row, moment)}
    </span>
  );
}
