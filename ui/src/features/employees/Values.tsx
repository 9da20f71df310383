/** Every field of a person, one of them being typed into at most. Empty ones are folded away: most people have many. */

import { Link } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { allFields, type Shown, textOf } from "@/contract/fields";
import type { EmployeeRow } from "@/contract/types";
import styles from "./EmployeesScreen.module.css";
import { editable } from "./fields";
import { useDrafts } from "./useDrafts";
import { type After, Value } from "./Value";

export interface ValuesProps {
  person: EmployeeRow;
  /** The field to begin typing into; `any`, or one that cannot be edited: the first that can. */
  begin: Shown | "any" | undefined;
}

export function Values({ person, begin }: ValuesProps) {
  const { t } = useTranslation();
  const drafts = useDrafts(person.id);
  const [draft] = useState(drafts.field);
  const [everything, setEverything] = useState(false);
  const first = begin ?? draft;
  const shown = allFields.filter(
    (field) => everything || field === first || textOf(person, field) !== "" || person.pinned.includes(field),
  );
  const open = shown.filter((field) => editable(person, field));
  const [editing, setEditing] = useState(() => first && (open.find((field) => field === first) ?? open[0]));
  const leave = useRef<(to: After) => void>(null);
  const placeOf = (to: After | undefined, from: Shown) => {
    if (to !== "next" && to !== "previous") return to;
    return open[open.indexOf(from) + (to === "next" ? 1 : -1)];
  };
  return (
    <section>
      <dl className={styles.fields}>
        {shown.map((field) => (
          <Value
            key={field}
            person={person}
            field={field}
            editing={field === editing}
            leave={leave}
            onEdit={() => (leave.current ? leave.current(field) : setEditing(field))}
            onEnd={(to) => setEditing((now) => (now === field ? placeOf(to, field) : now))}
          />
        ))}
      </dl>
      <p>
        <Link as="button" onClick={() => setEverything(!everything)}>
          {t(everything ? "employees.hide_empty" : "employees.show_empty")}
        </Link>
      </p>
    </section>
  );
}
