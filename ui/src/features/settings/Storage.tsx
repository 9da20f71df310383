/** Where everything is kept, and how sign-ins are sealed. */

import { Button } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { FolderIcon } from "@/components/icons";
import { KeyringNotice } from "@/components/KeyringNotice";
import { call, read } from "@/contract/call";
import type { AppStatus } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { Backups } from "./Backups";
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
      <Size />
      {reveal.error && <FailureMessage failure={reveal.error} />}
      <div>
        <Button icon={<FolderIcon />} onClick={() => reveal.mutate()}>
          {t("settings.open_folder")}
        </Button>
      </div>
      {(status.secrets === "keyring" || status.secrets === "key_file") && (
        <p className={styles.text}>{t(`storage.${status.secrets}`)}</p>
      )}
      <Backups sample={status.sample !== null} />
    </>
  );
}

function Size() {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { data } = useQuery({ ...read("data_size", {}), staleTime: 0 });
  return (
    <p className={styles.text}>{t("settings.data_size", { size: data === undefined ? "…" : bytes(data) })}</p>
  );
}
