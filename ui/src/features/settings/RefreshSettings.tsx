/** The export file that syncs rewrite. It is chosen where people export; here it is shown and given up. */

import { Button } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { call, read } from "@/contract/call";
import styles from "./SettingsScreen.module.css";
import { useSaved } from "./saved";

export function RefreshSettings() {
  const { t } = useTranslation();
  const { data: file, error } = useQuery(read("refresh_file", {}));
  const saved = useSaved();
  const stop = useMutation({
    mutationFn: () => call("set_refresh_file", { file: null }),
    onSuccess: saved,
  });
  const failure = error ?? stop.error;
  if (file === undefined && !failure) return null;
  if (file === null) return <p className={styles.text}>{t("refresh.none")}</p>;
  return (
    <>
      {failure && <FailureMessage failure={failure} />}
      {file && (
        <p className={styles.text}>
          {t("refresh.kept")}
          <code className={styles.path}>{file.path}</code>
        </p>
      )}
      <div>
        <Button disabled={stop.isPending} onClick={() => stop.mutate()}>
          {t("refresh.stop")}
        </Button>
      </div>
    </>
  );
}
