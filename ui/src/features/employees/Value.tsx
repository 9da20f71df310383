/** One field of a person: its value, where that comes from, and the way to type another. */

import { Badge, Button } from "@fluentui/react-components";
import { Fragment, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { addressParts } from "@/components/address";
import { ResetIcon, UpdateIcon } from "@/components/icons";
import { type Shown, textOf } from "@/contract/fields";
import type { EmployeeRow } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useWords } from "@/i18n/words";
import styles from "./EmployeesScreen.module.css";
import { editable, editedAt, keptByHand, originOf } from "./fields";
import { only, useEdit } from "./useEdit";
import { ValueInput } from "./ValueInput";

/** Where typing goes on: beside the field that it ended in, or in a certain one. */
export type After = "next" | "previous" | Shown;

export interface ValueProps {
  person: EmployeeRow;
  field: Shown;
  editing: boolean;
  /** While something is typed: keeps it, and only then goes on. */
  leave: RefObject<((to: After) => void) | null>;
  onEdit(): void;
  /** Typing has ended here. `to`: where it goes on. */
  onEnd(to?: After): void;
}

export function Value({ person, field, editing, leave, onEdit, onEnd }: ValueProps) {
  const { t } = useTranslation();
  const words = useWords();
  const pencil = useFocusAfter(editing);
  const value = textOf(person, field);
  const name = words.field(field);
  return (
    <div className={styles.value}>
      <dt>
        {name} <Origin person={person} field={field} />
      </dt>
      <dd>
        {editing ? (
          <ValueInput person={person} field={field} label={name} leave={leave} onEnd={onEnd} />
        ) : (
          <>
            <span className={styles.text}>
              {value ? <Written field={field} text={words.value(field, value)} /> : "–"}
            </span>
            {editable(person, field) && (
              <Button
                ref={pencil}
                size="small"
                appearance="subtle"
                icon={<UpdateIcon />}
                aria-label={t("employees.edit_field", { field: name })}
                onClick={onEdit}
              />
            )}
            {keptByHand(person, field) && <Reset person={person} field={field} label={name} />}
          </>
        )}
      </dd>
    </div>
  );
}

/** Addresses go on in the next line where those of the tables do. */
function Written({ field, text }: { field: Shown; text: string }) {
  if (field !== "email" && field !== "aliases") return text;
  let at = 0;
  return addressParts(text).map((part) => {
    at += part.length;
    return (
      <Fragment key={at}>
        {part}
        <wbr />
      </Fragment>
    );
  });
}

/** After typing, the focus goes back to where it began, unless something else has taken it. */
function useFocusAfter(editing: boolean) {
  const pencil = useRef<HTMLButtonElement>(null);
  const before = useRef(editing);
  useEffect(() => {
    const ended = before.current && !editing;
    before.current = editing;
    if (ended && document.activeElement === document.body) pencil.current?.focus();
  }, [editing]);
  return pencil;
}

function Origin({ person, field }: { person: EmployeeRow; field: Shown }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const origin = originOf(person, field);
  const at = editedAt(person, field);
  if (!origin) return null;
  if (origin !== "edited") return <span className={styles.origin}>{t(`employees.origin_${origin}`)}</span>;
  return (
    <>
      <Badge size="small" appearance="tint" color="informative" className={styles.origin}>
        {t("employees.edited")}
      </Badge>
      {at && <span className={styles.origin}> {date(at)}</span>}
    </>
  );
}

function Reset({ person, field, label }: { person: EmployeeRow; field: Shown; label: string }) {
  const { t } = useTranslation();
  const edit = useEdit();
  const reset = () =>
    edit.run({
      people: only(person),
      edit: { reset: [field] },
      said: t("employees.reset_done", { field: label, name: person.display_name ?? person.email }),
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
