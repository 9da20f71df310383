/** Bringing a backup back: which file, what becomes of the present list, and what is to be done after it. */

import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { RestoreIcon } from "@/components/icons";
import { call } from "@/contract/call";
import { platform } from "@/platform/platform";
import { dropEverything } from "./changes";
import { useNotify } from "./notify";

export function RestoreBackup({ label: name }: { label: string }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const [path, setPath] = useState<string>();
  const choose = async () => {
    const label = t("backup.kind");
    setPath((await platform().askWhatToOpen({ label, extensions: ["rollcall"] })) ?? undefined);
  };
  const restore = useMutation({
    mutationFn: (file: string) => call("restore_backup", { path: file }),
    onSuccess: ({ people, sign_in_needed, set_aside }) => {
      setPath(undefined);
      dropEverything(client);
      void client.invalidateQueries();
      const names = new Intl.ListFormat(i18n.language).format(sign_in_needed);
      const said = [
        names && t("backup.sign_in", { names }),
        set_aside && t("backup.set_aside", { path: set_aside }),
      ];
      notify({ title: t("backup.restored", { count: people }), body: said.filter(Boolean).join(" ") });
    },
  });
  return (
    <>
      <Button icon={<RestoreIcon />} onClick={() => void choose()}>
        {name}
      </Button>
      {path !== undefined && (
        <ConfirmDialog
          title={t("backup.restore_title")}
          confirm={t("backup.restore_confirm")}
          danger
          busy={restore.isPending}
          onConfirm={() => restore.mutate(path)}
          onClose={() => setPath(undefined)}
        >
          {restore.error && <FailureMessage failure={restore.error} />}
          <span style={{ overflowWrap: "anywhere" }}>{path}</span>
          <span>{t("backup.restore_text")}</span>
        </ConfirmDialog>
      )}
    </>
  );
}
