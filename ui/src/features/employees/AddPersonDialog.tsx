/** A person beside Microsoft 365: added by hand, never touched by a sync except by linking. */

import { Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { call } from "@/contract/call";
import { useWords } from "@/i18n/words";
import { useNotify } from "@/session/notify";
import { holderOf } from "./holder";

const asked = ["given_name", "surname", "department", "job_title", "mobile_phone"] as const;

export interface AddPersonDialogProps {
  onClose(): void;
  onAdded(id: number | undefined): void;
}

export function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const { t } = useTranslation();
  const words = useWords();
  const notify = useNotify();
  const [email, setEmail] = useState("");
  const [values, setValues] = useState<Record<string, string>>({});
  const add = useMutation({
    mutationFn: () => {
      const set = Object.entries(values).filter(([, value]) => value.trim() !== "");
      return call("add_person", { email: email.trim(), set });
    },
    onSuccess: (added) => {
      notify({ title: t("employees.added", { name: added.name }) });
      onAdded(added.employee?.id);
    },
  });
  const holder = holderOf(add.error);
  return (
    <ConfirmDialog
      title={t("employees.add_title")}
      confirm={t("employees.add_confirm")}
      blocked={email.trim() === ""}
      busy={add.isPending}
      onConfirm={() => add.mutate()}
      onClose={onClose}
    >
      {add.error && (
        <FailureMessage failure={add.error} actions={holder && { open_person: () => onAdded(holder.id) }} />
      )}
      <Field label={words.field("email")} required>
        <Input autoFocus inputMode="email" value={email} onChange={(_, data) => setEmail(data.value)} />
      </Field>
      {asked.map((field) => (
        <Field key={field} label={words.field(field)}>
          <Input
            value={values[field] ?? ""}
            onChange={(_, data) => setValues({ ...values, [field]: data.value })}
          />
        </Field>
      ))}
    </ConfirmDialog>
  );
}
