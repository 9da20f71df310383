/** The log on this computer, and the way to it. */

import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { FolderIcon } from "@/components/icons";
import { call } from "@/contract/call";
import styles from "./SettingsScreen.module.css";

export function Logs() {
  const { t } = useTranslation();
  const open = useMutation({ mutationFn: () => call("open_logs", {}) });
  return (
    <>
      <p className={styles.text}>{t("settings.logs_text")}</p>
      {open.error && <FailureMessage failure={open.error} />}
      <div>
        <Button icon={<FolderIcon />} onClick={() => open.mutate()}>
          {t("settings.logs_open")}
        </Button>
      </div>
    </>
  );
}
