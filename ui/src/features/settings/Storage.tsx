/** Where everything is kept, and how sign-ins are sealed. */

import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { FolderIcon } from "@/components/icons";
import { KeyringNotice } from "@/components/KeyringNotice";
import { call } from "@/contract/call";
import type { AppStatus } from "@/contract/types";
import styles from "./SettingsScreen.module.css";

export function Storage({ status }: { status: AppStatus }) {
  const { t } = useTranslation();
  const reveal = useMutation({ mutationFn: () => call("reveal", { path: status.data_dir }) });
  return (
    <>
      <KeyringNotice storage={status.secrets} />
      <p className={styles.text}>
        {t("settings.data_dir")}
        <code className={styles.path}>{status.data_dir}</code>
      </p>
      {reveal.error && <FailureMessage failure={reveal.error} />}
      <div>
        <Button icon={<FolderIcon />} onClick={() => reveal.mutate()}>
          {t("settings.open_folder")}
        </Button>
      </div>
      {(status.secrets === "keyring" || status.secrets === "key_file") && (
        <p className={styles.text}>{t(`storage.${status.secrets}`)}</p>
      )}
      <p className={styles.text}>{t("settings.backup_text")}</p>
    </>
  );
}
