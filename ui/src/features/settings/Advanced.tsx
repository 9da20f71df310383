/** For those who want no window, and through what Microsoft 365 is reached and each connection signs in. */

import { Link } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAppName } from "@/components/appName";
import { CopyButton } from "@/components/CopyButton";
import { read } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import { useNavigation } from "@/session/navigation";
import { ProxySetting } from "./ProxySetting";
import styles from "./SettingsScreen.module.css";

export const scheduleCommand = "rollcall schedule install";

export function Advanced() {
  const { t } = useTranslation();
  const { data: connections = [] } = useQuery(read("connections", {}));
  return (
    <>
      <p className={styles.text}>{t("settings.command_text")}</p>
      <code className={styles.path}>{scheduleCommand}</code>
      <div>
        <CopyButton text={scheduleCommand} label={t("settings.command_copy")} />
      </div>
      <ProxySetting />
      <p className={styles.text}>{t("settings.proxy_text")}</p>
      {connections.map((connection) => (
        <Through key={connection.id} connection={connection} />
      ))}
    </>
  );
}

/** Its cloud and app registration; the latter is changed where one signs in. */
function Through({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const nameOf = useAppName();
  const { id, name, cloud, login_url, client_id } = connection;
  const where = cloud === "custom" ? login_url : t(`cloud.${cloud}`);
  return (
    <div>
      <p className={styles.whose}>{name}</p>
      <p className={styles.text}>
        {where} · {nameOf(client_id)}{" "}
        <Link
          as="button"
          type="button"
          aria-label={t("settings.app_change_of", { name })}
          onClick={() => go("connections", { sign_in: id })}
        >
          {t("settings.app_change")}
        </Link>
      </p>
    </div>
  );
}
