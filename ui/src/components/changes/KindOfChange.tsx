/** The sort of a change: an icon and its word; what is done stands in the past. */

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

export function KindOfChange({ kind, moment }: { kind: ChangeKind | null; moment: Moment }) {
  const { t } = useTranslation();
  const shown = moment === "skipped" ? null : kind;
  const Icon = shown ? icons[shown] : NotImportedIcon;
  const left = t(moment === "done" ? "did_to.passed_over" : "change.not_imported");
  const word = moment === "skipped" ? t("preview.skipped") : kind ? t(`change.${kind}`) : left;
  return (
    <span className={`${styles.kind} ${shown ? colours[shown] : ""}`}>
      {moment === "done" && shown ? <DoneIcon aria-hidden /> : <Icon aria-hidden />}
      {moment === "done" && shown ? t(`did_to.${shown}`) : word}
    </span>
  );
}
