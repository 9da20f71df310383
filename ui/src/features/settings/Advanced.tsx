/** For those who want no window: the same daily sync by the command line. */

import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import styles from "./SettingsScreen.module.css";

export const scheduleCommand = "rollcall schedule install";

export function Advanced() {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.text}>{t("settings.command_text")}</p>
      <code className={styles.path}>{scheduleCommand}</code>
      <div>
        <CopyButton text={scheduleCommand} label={t("settings.command_copy")} />
      </div>
      <p className={styles.text}>{t("settings.proxy_text")}</p>
    </>
  );
}
