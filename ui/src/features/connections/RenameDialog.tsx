/** A new name for a connection. */

import { Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { call } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";

export interface DialogProps {
  connection: ConnectionView;
  onClose(): void;
}

export function RenameDialog({ connection, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(connection.name);
  const rename = useMutation({
    mutationFn: () => call("rename_connection", { connection: connection.id, name: name.trim() }),
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      title={t("connections.rename_title", { name: connection.name })}
      confirm={t("connections.rename")}
      blocked={name.trim() === "" || name.trim() === connection.name}
      busy={rename.isPending}
      onConfirm={() => rename.mutate()}
      onClose={onClose}
    >
      {rename.error && <FailureMessage failure={rename.error} />}
      <Field label={t("wizard.name")} hint={t("wizard.name_hint")}>
        <Input value={name} maxLength={100} onChange={(_, data) => setName(data.value)} />
      </Field>
    </ConfirmDialog>
  );
}
