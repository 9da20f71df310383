/** Taking leave of a connection: what becomes of its people is asked, never assumed. */

import { Field, Input, Radio, RadioGroup, Text } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { call } from "@/contract/call";
import type { DisconnectChoice } from "@/contract/types";
import { useNotify } from "@/session/notify";
import type { DialogProps } from "./RenameDialog";

const choices: DisconnectChoice[] = ["keep", "archive", "delete"];

export function DisconnectDialog({ connection, onClose }: DialogProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { name, people: count } = connection;
  const [people, setPeople] = useState<DisconnectChoice>("keep");
  const [typed, setTyped] = useState("");
  const deleting = people === "delete";
  const disconnect = useMutation({
    mutationFn: (people: DisconnectChoice) => call("disconnect", { connection: connection.id, people }),
    onSuccess: (count, people) => {
      const body = count > 0 ? t(`disconnect.done_${people}`, { count }) : undefined;
      notify({ title: t("disconnect.done", { name }), ...(body && { body }) });
      onClose();
    },
  });

  return (
    <ConfirmDialog
      title={t("disconnect.title", { name })}
      confirm={t("connections.disconnect")}
      danger={deleting}
      blocked={deleting && typed.trim() !== name}
      busy={disconnect.isPending}
      onConfirm={() => disconnect.mutate(people)}
      onClose={onClose}
    >
      {disconnect.error && <FailureMessage failure={disconnect.error} />}
      <Field label={t("disconnect.people")} hint={t(`disconnect.means_${people}`)}>
        <RadioGroup value={people} onChange={(_, data) => setPeople(data.value as DisconnectChoice)}>
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`disconnect.${choice}`, { count })} />
          ))}
        </RadioGroup>
      </Field>
      {deleting && (
        <Field label={t("disconnect.type_name", { name })}>
          <Input value={typed} onChange={(_, data) => setTyped(data.value)} />
        </Field>
      )}
      <Text>{t("disconnect.sign_in_deleted")}</Text>
    </ConfirmDialog>
  );
}
