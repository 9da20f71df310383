/**
 * A place to type a value: Enter keeps it, Tab keeps it and goes on, Esc gives up. What could not be kept stays, with
 * the reason, and Tab then leads to what can be done about that.
 */

import { Button, Field, Input, Link } from "@fluentui/react-components";
import { type KeyboardEvent, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckIcon } from "@/components/icons";
import { type Shown, textOf } from "@/contract/fields";
import type { EmployeeRow, Failure } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useNavigation } from "@/session/navigation";
import styles from "./EmployeesScreen.module.css";
import { holderOf } from "./holder";
import { only, useEdit } from "./useEdit";
import type { After, ValueProps } from "./Value";

export interface ValueInputProps extends Pick<ValueProps, "leave" | "onEnd"> {
  person: EmployeeRow;
  field: Shown;
  label: string;
}

export function ValueInput({ person, field, label, leave, onEnd }: ValueInputProps) {
  const { t } = useTranslation();
  const before = textOf(person, field);
  const [typed, setTyped] = useState(before);
  const { keep, busy, failure } = useKeeping(person, field, label);
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string>();
  const after = useRef<After>(undefined);
  const save = (to?: After) => {
    after.current = to;
    if (busy) return;
    if (typed.trim() === before) return onEnd(to);
    const stay = () => {
      setRefused(typed);
      input.current?.focus();
    };
    void keep(typed).then(() => onEnd(after.current), stay);
  };
  useImperativeHandle(leave, () => save);
  const hear = (event: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      Enter: () => save(),
      Tab: () => save(event.shiftKey ? "previous" : "next"),
      // What is being saved cannot be given up any more.
      Escape: () => !busy && onEnd(),
    };
    const act = acts[event.key];
    const leads = failure !== null && typed === refused && event.key === "Tab";
    if (!act || leads) return;
    // Esc closes the panel as well, but one thing at a time.
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <Field
      className={styles.text}
      validationState={failure ? "error" : "none"}
      validationMessage={failure && <NotSaved failure={failure} />}
    >
      <Input
        ref={input}
        autoFocus
        size="small"
        aria-label={label}
        value={typed}
        readOnly={busy}
        onChange={(_, data) => setTyped(data.value)}
        onKeyDown={hear}
        contentAfter={
          <Button
            size="small"
            appearance="transparent"
            icon={<CheckIcon />}
            tabIndex={-1}
            aria-label={t("employees.save_field", { field: label })}
            onClick={() => save()}
          />
        }
      />
    </Field>
  );
}

function useKeeping(person: EmployeeRow, field: Shown, label: string) {
  const { t } = useTranslation();
  const edit = useEdit();
  const keep = (value: string) =>
    edit.done({
      people: only(person),
      edit: { set: [[field, value]] },
      said: t("employees.field_done", { field: label }),
    });
  return { keep, busy: edit.busy, failure: edit.failure };
}

function NotSaved({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const words = useWords();
  const { go } = useNavigation();
  const { what, next } = words.failure(failure);
  const holder = holderOf(failure);
  return (
    <>
      {t("employees.not_saved", { why: `${what} ${next}` })}{" "}
      {holder && (
        <Link as="button" onClick={() => go("employees", { person: holder.id })}>
          {t("action.open_person", { name: holder.name })}
        </Link>
      )}
    </>
  );
}
