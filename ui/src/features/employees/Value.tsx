/** One field of a person: where it comes from, and a place to type another value. */

import { Badge, Button, Field, Input, Link } from "@fluentui/react-components";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckIcon, ResetIcon, UpdateIcon } from "@/components/icons";
import type { EmployeeRow } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useNavigation } from "@/session/navigation";
import styles from "./EmployeesScreen.module.css";
import { editable, keptByHand, type Shown, textOf } from "./fields";
import { holderOf } from "./holder";
import { useEdit } from "./useEdit";

export interface ValueProps {
  person: EmployeeRow;
  field: Shown;
  /** Ready to be typed into as it appears. */
  begin?: boolean;
}

export function Value({ person, field, begin = false }: ValueProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [editing, setEditing] = useState(begin);
  const value = textOf(person, field);
  const name = words.field(field);
  return (
    <div className={styles.value}>
      <dt>
        {name} <Origin person={person} field={field} />
      </dt>
      <dd>
        {editing ? (
          <ValueInput person={person} field={field} label={name} onClose={() => setEditing(false)} />
        ) : (
          <>
            <span className={styles.text}>{value ? words.value(field, value) : "–"}</span>
            {editable(person, field) && (
              <Button
                size="small"
                appearance="subtle"
                icon={<UpdateIcon />}
                aria-label={t("employees.edit_field", { field: name })}
                onClick={() => setEditing(true)}
              />
            )}
            {keptByHand(person, field) && <Reset person={person} field={field} label={name} />}
          </>
        )}
      </dd>
    </div>
  );
}

function Origin({ person, field }: { person: EmployeeRow; field: Shown }) {
  const { t } = useTranslation();
  if (!keptByHand(person, field)) return null;
  return (
    <Badge size="small" appearance="tint" color="informative">
      {t("employees.edited")}
    </Badge>
  );
}

function Reset({ person, field, label }: { person: EmployeeRow; field: Shown; label: string }) {
  const { t } = useTranslation();
  const edit = useEdit();
  const reset = () =>
    edit.run({
      people: [person.id],
      edit: { reset: [field] },
      said: t("employees.reset_done", { field: label }),
      undo: { set: [[field, textOf(person, field)]] },
    });
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<ResetIcon />}
      aria-label={t("employees.reset", { field: label })}
      title={t("employees.reset", { field: label })}
      onClick={reset}
    />
  );
}

interface ValueInputProps {
  person: EmployeeRow;
  field: Shown;
  label: string;
  onClose(): void;
}

/** Enter keeps, Esc gives up; what could not be kept stays there with the reason. */
function ValueInput({ person, field, label, onClose }: ValueInputProps) {
  const { t } = useTranslation();
  const words = useWords();
  const edit = useEdit();
  const { go } = useNavigation();
  const before = textOf(person, field);
  const [typed, setTyped] = useState(before);
  const wasPinned = keptByHand(person, field);
  const save = () => {
    if (typed.trim() === before) return onClose();
    const fromSource = person.owner !== "local" && !wasPinned && field !== "note";
    const undo = { set: [[field, before]] as [string, string][], reset: fromSource ? [field] : [] };
    const said = t("employees.field_done", { field: label });
    void edit
      .done({ people: [person.id], edit: { set: [[field, typed]] }, said, undo })
      .then(onClose, () => {});
  };
  const hear = (event: KeyboardEvent) => {
    if (event.key === "Enter") save();
    if (event.key !== "Escape") return;
    // Esc closes the panel as well, but one thing at a time.
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  const holder = holderOf(edit.failure);
  const said = edit.failure ? words.failure(edit.failure) : undefined;
  return (
    <Field
      className={styles.text}
      validationState={said ? "error" : "none"}
      validationMessage={
        said && (
          <>
            {t("employees.not_saved", { why: `${said.what} ${said.next}` })}{" "}
            {holder && (
              <Link as="button" onClick={() => go("employees", { person: holder.id })}>
                {t("action.open_person", { name: holder.name })}
              </Link>
            )}
          </>
        )
      }
    >
      <Input
        autoFocus
        size="small"
        aria-label={label}
        value={typed}
        disabled={edit.busy}
        onChange={(_, data) => setTyped(data.value)}
        onKeyDown={hear}
        contentAfter={
          <Button
            size="small"
            appearance="transparent"
            icon={<CheckIcon />}
            aria-label={t("employees.save_field", { field: label })}
            onClick={save}
          />
        }
      />
    </Field>
  );
}
