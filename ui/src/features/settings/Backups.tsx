/** Keeping everything but the sign-ins in one file, and bringing such a file back. */

import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { fileName } from "@/components/fileName";
import { SaveIcon } from "@/components/icons";
import { call } from "@/contract/call";
import { useFormats } from "@/i18n/format";
import { platform } from "@/platform/platform";
import { useNotify } from "@/session/notify";
import { RestoreBackup } from "@/session/RestoreBackup";
import styles from "./SettingsScreen.module.css";

const extension = "rollcall";

export function Backups({ sample }: { sample: boolean }) {
  const { t } = useTranslation();
  const backup = useBackup();
  // The sample company is made anew with each visit.
  if (sample) return <p className={styles.text}>{t("backup.sample")}</p>;
  return (
    <>
      <p className={styles.text}>{t("backup.text")}</p>
      {backup.error && <FailureMessage failure={backup.error} />}
      <div className={styles.buttons}>
        <Button icon={<SaveIcon />} disabled={backup.isPending} onClick={() => backup.mutate()}>
          {t("backup.action")}
        </Button>
        <RestoreBackup label={t("backup.restore")} />
      </div>
    </>
  );
}

function useBackup() {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const notify = useNotify();
  return useMutation({
    mutationFn: async () => {
      const defaultName = fileName("rollcall", t("backup.file"), new Date(), extension);
      const path = await platform().askWhereToSave({ defaultName, label: t("backup.kind"), extension });
      return path === null ? null : await call("back_up", { path });
    },
    onSuccess: (done) => {
      if (done) notify({ title: t("backup.done", { size: bytes(done.bytes) }), body: done.path });
    },
  });
}
