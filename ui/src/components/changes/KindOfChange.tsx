/** The sort of a change: an icon and its word; what is done stands in the past. */

import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { cellIcon, element } from "@/components/cells";
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

export const kindIcons = {
  add: PersonAddIcon,
  update: UpdateIcon,
  link: LinkIcon,
  restore: RestoreIcon,
  remove: RemoveIcon,
  conflict: ConflictIcon,
  done: DoneIcon,
  stays: UpToDateIcon,
  out: NotImportedIcon,
} as const satisfies Record<ChangeKind | "done" | "stays" | "out", unknown>;

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

function lookOf(row: Row, moment: Moment): { icon: keyof typeof kindIcons; className: string } {
  const shown = moment === "skipped" ? null : row.kind;
  if (!shown) return { icon: stays(row) ? "stays" : "out", className: styles.kind ?? "" };
  return { icon: moment === "done" ? "done" : shown, className: `${styles.kind} ${colours[shown]}` };
}

export function KindOfChange({ row, moment }: { row: Row; moment: Moment }) {
  const { t } = useTranslation();
  const { icon, className } = lookOf(row, moment);
  const Icon = kindIcons[icon];
  return (
    <span className={className}>
      <Icon aria-hidden />
      {wordOf(t, row, moment)}
    </span>
  );
}

/** The same in a table. */
export function kindCell(t: TFunction, row: Row, moment: Moment): HTMLElement {
  const { icon, className } = lookOf(row, moment);
  return element("span", className, cellIcon(icon), wordOf(t, row, moment));
}
