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
} from "@/components/icons";
import type { ChangeKind } from "@/contract/types";
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

export function wordOf(t: TFunction, kind: ChangeKind | null, moment: Moment): string {
  if (moment === "skipped") return t("preview.skipped");
  if (moment === "done") return t(`did_to.${kind ?? "passed_over"}`);
  return t(`change.${kind ?? "not_imported"}`);
}

export function KindOfChange({ kind, moment }: { kind: ChangeKind | null; moment: Moment }) {
  const { t } = useTranslation();
  const shown = moment === "skipped" ? null : kind;
  const Icon = shown ? icons[shown] : NotImportedIcon;
  return (
    <span className={`${styles.kind} ${shown ? colours[shown] : ""}`}>
      {moment === "done" && shown ? <DoneIcon aria-hidden /> : <Icon aria-hidden />}
      {wordOf(t, kind, moment)}
    </span>
  );
}
