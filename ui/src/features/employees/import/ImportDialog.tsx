/** People from a CSV or XLSX file: what each column is, what would become of each line, then all or nobody. */

import { Button, Switch } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { FolderIcon } from "@/components/icons";
import { useNavigation } from "@/session/navigation";
import { useNotify } from "@/session/notify";
import styles from "./Import.module.css";
import { Lines } from "./Lines";
import { Matching } from "./Matching";
import { type Importing, useImport } from "./useImport";

export function ImportDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { go } = useNavigation();
  const importing = useImport(({ run, people }) => {
    const actions = run === null ? [] : [{ label: t("import.see_run"), act: () => go("history", { run }) }];
    notify({ title: t("import.done", { count: people }), actions });
    onClose();
  });
  const { path, outlook, failure, busy } = importing;
  const count = outlook?.people ?? 0;
  return (
    <ConfirmDialog
      wide={path !== undefined}
      title={t("import.title")}
      confirm={path === undefined ? t("import.choose") : t("import.confirm", { count })}
      blocked={path !== undefined && (count === 0 || outlook?.problems !== 0)}
      busy={busy && path !== undefined && outlook !== undefined}
      onConfirm={path === undefined ? importing.choose : importing.run}
      onClose={onClose}
    >
      {path === undefined ? <p className={styles.text}>{t("import.text")}</p> : <ChosenFile {...importing} />}
      {failure && <FailureMessage failure={failure} />}
      {importing.columns.length > 0 && <Matching importing={importing} />}
      {outlook && <Lines outlook={outlook} />}
    </ConfirmDialog>
  );
}

function ChosenFile({ path, choose, outlook, update, setUpdate }: Importing) {
  const { t } = useTranslation();
  const name = path?.split(/[\\/]/).at(-1) ?? "";
  return (
    <>
      <div className={styles.file}>
        <strong>{name}</strong>
        {outlook && <span className={styles.quiet}>{outlook.encoding}</span>}
        <Button size="small" icon={<FolderIcon />} onClick={choose}>
          {t("import.another")}
        </Button>
      </div>
      <Switch label={t("import.update")} checked={update} onChange={(_, { checked }) => setUpdate(checked)} />
    </>
  );
}
