/** Two departments become one: which, and with how many people each. */

import { Field } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DepartmentPicker } from "@/components/destination/DepartmentPicker";
import type { Line } from "./outline";

export interface MergeDialogProps {
  line: Line;
  /** The other one, if it is known already. */
  into?: string;
  all: Line[];
  busy: boolean;
  onMerge(into: string): void;
  onClose(): void;
}

export function MergeDialog({ line, into, all, busy, onMerge, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(into ?? "");
  const other = find(all, chosen);
  const same = other?.path === line.path;
  return (
    <ConfirmDialog
      title={t("departments.merge_title", { department: line.path })}
      confirm={t("departments.merge_confirm")}
      blocked={!other || same}
      busy={busy}
      onConfirm={() => other && onMerge(other.path)}
      onClose={onClose}
    >
      {into === undefined && (
        <Field label={t("departments.merge_into")}>
          <DepartmentPicker value={chosen} onChange={setChosen} />
        </Field>
      )}
      {other && !same && (
        <>
          <p>
            {t("departments.merge_numbers", {
              from: line.path,
              moving: line.people,
              into: other.path,
              people: other.people,
            })}
          </p>
          <p>{t("departments.merge_hint", { from: line.path, into: other.path })}</p>
        </>
      )}
    </ConfirmDialog>
  );
}

function find(all: Line[], path: string): Line | undefined {
  const wanted = path.trim().toLowerCase();
  return all.find((line) => line.path.toLowerCase() === wanted);
}
