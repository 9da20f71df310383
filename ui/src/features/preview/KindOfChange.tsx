/** The sort of a change: an icon and its word. */

import { useTranslation } from "react-i18next";
import {
  ConflictIcon,
  LinkIcon,
  NotImportedIcon,
  PersonAddIcon,
  RemoveIcon,
  RestoreIcon,
  UpdateIcon,
} from "@/components/icons";
import type { ChangeKind } from "@/contract/types";
import styles from "./PlanView.module.css";

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

export function KindOfChange({ kind, skipped }: { kind: ChangeKind | null; skipped: boolean }) {
  const { t } = useTranslation();
  const Icon = kind && !skipped ? icons[kind] : NotImportedIcon;
  const word = skipped ? t("preview.skipped") : t(`change.${kind ?? "not_imported"}`);
  return (
    <span className={`${styles.kind} ${kind && !skipped ? colours[kind] : ""}`}>
      <Icon aria-hidden />
      {word}
    </span>
  );
}
