/** The plan is empty: said in words instead of an empty table. */

import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { UpToDateIcon } from "@/components/icons";
import { useNavigation } from "@/session/navigation";

export function NothingToDo({ checked, onAgain }: { checked: number; onAgain(): void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <EmptyState
      icon={<UpToDateIcon />}
      title={t("preview.up_to_date")}
      text={t("preview.checked", { count: checked })}
      actions={
        <>
          <Button appearance="primary" onClick={() => go("employees")}>
            {t("preview.see_employees")}
          </Button>
          <Button onClick={onAgain}>{t("action.preview_again")}</Button>
        </>
      }
    />
  );
}
