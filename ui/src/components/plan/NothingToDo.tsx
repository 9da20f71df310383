/** The plan is empty: said in words instead of an empty table, and the first time with the way to other rules. */

import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { UpToDateIcon } from "@/components/icons";
import { useGoAt } from "@/session/connection";

export interface NothingToDoProps {
  connection: number;
  checked: number;
  /** In the wizard: nobody fits so far. */
  first: boolean;
  onAgain(): void;
}

export function NothingToDo({ connection, checked, first, onAgain }: NothingToDoProps) {
  const { t } = useTranslation();
  const go = useGoAt(connection);
  const [to, label] = first
    ? (["rules", t("wizard.adjust_rules")] as const)
    : (["employees", t("preview.see_employees")] as const);
  return (
    <EmptyState
      icon={<UpToDateIcon />}
      title={t(first ? "wizard.nobody" : "preview.up_to_date")}
      text={t("preview.checked", { count: checked })}
      actions={
        <>
          <Button appearance="primary" onClick={() => go(to)}>
            {label}
          </Button>
          <Button onClick={onAgain}>{t("action.preview_again")}</Button>
        </>
      }
    />
  );
}
