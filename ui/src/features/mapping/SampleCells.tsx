/** What one field becomes for the sample person, and how many people have a value there. */

import { useTranslation } from "react-i18next";
import type { Field } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./Sample.module.css";
import { nameOf } from "./SampleBar";
import { hasSamples, type Sample } from "./useSample";

export function SampleCells({ field, sample }: { field: Field; sample: Sample }) {
  const { t } = useTranslation();
  const row = sample.row(field);
  const shade = sample.old ? styles.old : undefined;
  return (
    <>
      <td className={styles.value}>
        {row ? <Value field={field} sample={sample} /> : <div className={styles.loading} />}
      </td>
      <td className={styles.filled}>
        {row && (
          <span className={shade}>
            {t("mapping.filled_of", { filled: row.filled, people: sample.preview?.people })}
          </span>
        )}
      </td>
    </>
  );
}

/** On one line: a longer value must not move the rows below. */
function Value({ field, sample }: { field: Field; sample: Sample }) {
  const { t } = useTranslation();
  const words = useWords();
  const value = sample.row(field)?.sample;
  const text = value ? words.value(field, value) : t("mapping.sample_empty");
  return (
    <span className={sample.old ? styles.old : value ? undefined : styles.empty} title={value ?? undefined}>
      {text}
    </span>
  );
}

/** The same beside the editor of the field, where the table may be out of sight. */
export function FieldSample({ field, sample }: { field: Field; sample: Sample }) {
  const { t } = useTranslation();
  const { preview, old } = sample;
  const row = sample.row(field);
  if (!row || !preview?.person || !hasSamples(sample)) return null;
  return (
    <section className={styles.box} aria-label={t("mapping.sample")} aria-busy={old}>
      <div className={styles.quiet}>{t("mapping.panel_sample", { name: nameOf(preview.person) })}</div>
      <div className={styles.value}>
        <Value field={field} sample={sample} />
      </div>
      <div className={old ? styles.old : styles.quiet}>
        {t("mapping.filled_long", { filled: row.filled, people: preview.people })}
      </div>
    </section>
  );
}
