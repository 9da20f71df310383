/** Where a few people would go by the draft, and which departments that would need. */

import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import type { DepartmentCount, DepartmentPreview } from "@/contract/types";
import type { Draft } from "@/session/draft/model";
import type { DraftEditing } from "@/session/draft/useDraft";
import { useTrial } from "@/session/draft/useTrial";
import styles from "./Destinations.module.css";

export function Destinations({ editing: { connection, config, draft } }: { editing: DraftEditing }) {
  const { t } = useTranslation();
  const { preview, old, error, retry } = useTrial("preview_departments", config, { connection });
  return (
    <aside className={styles.trial} aria-label={t("departments.trial")} aria-busy={old}>
      <h2 className={styles.heading}>{t("departments.trial")}</h2>
      {error && <FailureMessage failure={error} actions={{ retry }} />}
      {preview && !error && (
        <div className={old ? styles.old : undefined}>
          <Outcome preview={preview} draft={draft} />
        </div>
      )}
    </aside>
  );
}

function Outcome({ preview, draft }: { preview: DepartmentPreview; draft: Draft }) {
  const { t } = useTranslation();
  if (preview.needs_preview) return <p>{t("departments.trial_none")}</p>;
  if (preview.samples.length === 0) return <p>{t("departments.trial_nobody")}</p>;
  return (
    <>
      <dl className={styles.samples}>
        {preview.samples.map(({ person, departments }) => (
          <div key={`${person.object_id} ${departments[0]}`}>
            <dt>{person.name || person.email || person.object_id}</dt>
            <dd>{departments.join(" · ")}</dd>
          </div>
        ))}
      </dl>
      <New departments={preview.new_departments} draft={draft} />
    </>
  );
}

/** As many names as can be taken in; how many there are is said above them. */
const named = 10;

function New({ departments, draft }: { departments: DepartmentCount[]; draft: Draft }) {
  const { t } = useTranslation();
  const count = departments.length;
  if (count === 0) return <p className={styles.quiet}>{t("departments.trial_no_new")}</p>;
  const title = draft.policies.create_departments
    ? t("departments.trial_new", { count })
    : t("departments.trial_missing", { count, department: draft.default_department });
  return (
    <>
      <h3 className={styles.small}>{title}</h3>
      <ul className={styles.new}>
        {departments.slice(0, named).map(({ department, people }) => (
          <li key={department}>
            {department} <span className={styles.quiet}>{t("rules.people", { count: people })}</span>
          </li>
        ))}
        {count > named && <li className={styles.quiet}>{t("rules.and_more", { count: count - named })}</li>}
      </ul>
    </>
  );
}
