/**
 * A person beside Microsoft 365: added by hand, never touched by a sync except by linking. What was typed waits as
 * a draft when the dialog is closed.
 */

import { Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { call } from "@/contract/call";
import { useWords } from "@/i18n/words";
import { useNotify } from "@/session/notify";
import { holderOf } from "./holder";
import { useNewPerson } from "./useNewPerson";

const asked = ["given_name", "surname", "department", "job_title", "mobile_phone"] as const;

export interface AddPersonDialogProps {
  onClose(): void;
  onAdded(id: number | undefined): void;
}

export function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const { t } = useTranslation();
  const words = useWords();
  const notify = useNotify();
  const { typed, type, drop, leave } = useNewPerson();
  const { email, values } = typed;
  const add = useMutation({
    mutationFn: () => {
      const set = Object.entries(values).filter(([, value]) => value.trim() !== "");
      return call("add_person", { email: email.trim(), set });
    },
    onSuccess: (added) => {
      drop();
      notify({ title: t("employees.added", { name: added.name }) });
      onAdded(added.employee?.id);
    },
  });
  const holder = holderOf(add.error);
  const open = (id: number) => {
    leave();
    onAdded(id);
  };
  return (
    <ConfirmDialog
      title={t("employees.add_title")}
      confirm={t("employees.add_confirm")}
      blocked={email.trim() === ""}
      busy={add.isPending}
      onConfirm={() => add.mutate()}
      onClose={() => {
        leave();
        onClose();
      }}
    >
      {add.error && (
        <FailureMessage failure={add.error} actions={holder && { open_person: () => open(holder.id) }} />
      )}
      <Field label={words.field("email")} required>
        <Input
          autoFocus
          inputMode="email"
          value={email}
          onChange={(_, { value }) => type({ ...typed, email: value })}
        />
      </Field>
      {asked.map((field) => (
        <Field key={field} label={words.field(field)}>
          <Input
            value={values[field] ?? ""}
            onChange={(_, { value }) => type({ ...typed, values: { ...values, [field]: value } })}
          />
        </Field>
      ))}
    </ConfirmDialog>
  );
}
