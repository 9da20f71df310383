/** What changes about a person, field by field: the old value struck through, then the new one. */

import { element, type Part } from "@/components/cells";
import type { FieldChange } from "@/contract/types";
import { useWords, type Words } from "@/i18n/words";
import styles from "./FieldChanges.module.css";

export function FieldChanges({ changes }: { changes: FieldChange[] }) {
  const words = useWords();
  return (
    <dl className={styles.list}>
      {changes.map((change) => (
        <div key={change.field} className={styles.row}>
          <dt>{words.field(change.field)}</dt>
          <dd>
            <Change {...change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Fields as they are, laid out in the same way. */
export function ValueList({ values }: { values: { field: string; value: string }[] }) {
  const words = useWords();
  return (
    <dl className={styles.list}>
      {values.map(({ field, value }) => (
        <div key={field} className={styles.row}>
          <dt>{words.field(field)}</dt>
          <dd>{words.value(field, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One value becoming another. */
function Change({ field, from, to }: FieldChange) {
  const words = useWords();
  return (
    <>
      {from && <del className={styles.from}>{words.value(field, from)}</del>}
      {from && " "}
      {to ? <ins className={styles.to}>{words.value(field, to)}</ins> : <Emptied />}
    </>
  );
}

/** The same for a table's cell. */
export function changeParts({ field, from, to }: FieldChange, words: Words): Part[] {
  const emptied = () => {
    const sign = element("span", styles.emptied, "–");
    sign.ariaHidden = "true";
    return sign;
  };
  return [
    ...(from ? [element("del", styles.from, words.value(field, from)), " "] : []),
    to ? element("ins", styles.to, words.value(field, to)) : emptied(),
  ];
}

/** The same in one line, for places that hold text only. */
export function changeInWords({ field, from, to }: FieldChange, words: Words): string {
  const [old, now] = [from, to].map((value) => (value ? words.value(field, value) : "–"));
  return `${old} → ${now}`;
}

function Emptied() {
  return (
    <span aria-hidden className={styles.emptied}>
      –
    </span>
  );
}
