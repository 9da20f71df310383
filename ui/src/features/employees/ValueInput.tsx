/**
 * A place to type a value: Enter keeps it, Tab keeps it and goes on, Esc gives up. What could not be kept stays, with
 * the reason, and Tab then leads to what can be done about that. What was neither kept nor given up waits as a draft.
 */

import { Button, Field, Input, Link } from "@fluentui/react-components";
import { type KeyboardEvent, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckIcon } from "@/components/icons";
import { type Shown, textOf } from "@/contract/fields";
import type { EmployeeRow, Failure } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useNavigation } from "@/session/navigation";
import { useNotify } from "@/session/notify";
import styles from "./EmployeesScreen.module.css";
import { holderOf } from "./holder";
import { useDrafts } from "./useDrafts";
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
  const { typed, type, drop, putBack } = useTyped(person, field, label);
  const { keep, busy, failure } = useKeeping(person, field, label);
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string>();
  const after = useRef<After>(undefined);
  const giveUp = (to?: After) => {
    drop();
    onEnd(to);
  };
  const save = (to?: After) => {
    after.current = to;
    if (busy) return;
    if (typed.trim() === before) return giveUp(to);
    // Who leaves while it is being saved need not be told that it is not.
    drop();
    const stay = () => {
      putBack();
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
      Escape: () => !busy && giveUp(),
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
        onChange={(_, data) => type(data.value)}
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

/** The text in the field. Whoever leaves before it is kept is told, and finds it again. */
function useTyped(person: EmployeeRow, field: Shown, label: string) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const notify = useNotify();
  const before = textOf(person, field);
  const drafts = useDrafts(person.id);
  const [typed, setTyped] = useState(() => drafts.textOf(field) ?? before);
  const type = (text: string) => {
    setTyped(text);
    if (text.trim() === before) drafts.drop(field);
    else drafts.keep(field, text);
  };
  const here = useRef(true);
  const tell = () => {
    const waits = () => drafts.textOf(field) !== undefined;
    if (!waits()) return;
    const title = t("employees.draft", { field: label, name: person.display_name ?? person.email });
    const act = () => waits() && go("employees", { person: person.id, field });
    notify({ title, actions: [{ label: t("employees.draft_go_on"), act }], intent: "info" });
  };
  const left = useEffectEvent(tell);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      left();
    };
  }, []);
  /** What could not be saved after all, wherever one is by then. */
  const putBack = () => {
    drafts.keep(field, typed);
    if (!here.current) tell();
  };
  return { typed, type, drop: () => drafts.drop(field), putBack };
}

function useKeeping(person: EmployeeRow, field: Shown, label: string) {
  const { t } = useTranslation();
  const edit = useEdit();
  const keep = (value: string) =>
    edit.done({
      people: only(person),
      edit: { set: [[field, value]] },
      said: t("employees.field_done", { field: label, name: person.display_name ?? person.email }),
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
