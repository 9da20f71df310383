/** What happens to everyone else, and where people go whom a pattern gives no department. */

import { Field } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { DepartmentPicker } from "@/components/destination/DepartmentPicker";
import { DestinationEditor } from "@/components/destination/DestinationEditor";
import type { RuleProblem } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { problemText } from "@/session/draft/problems";
import type { DraftEditing } from "@/session/draft/useDraft";
import styles from "./RulesScreen.module.css";

export function LastLineEditor({ editing, problems }: { editing: DraftEditing; problems: RuleProblem[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { draft, fields, edit } = editing;
  const problemOf = (name: string) => {
    const found = problems.find(({ rule, params }) => rule === null && params.rule === name);
    return found && problemText(t, words, found);
  };
  const missing = problemOf("default_department");
  return (
    <div className={styles.editor}>
      <h2 className={styles.title}>{t("rules.everyone_else")}</h2>
      <p className={styles.says}>{t("rules.everyone_else_hint")}</p>
      <section>
        <h3 className={styles.heading}>{t("rules.goes_to")}</h3>
        <DestinationEditor
          then={draft.otherwise}
          fields={fields}
          problem={problemOf("otherwise")}
          onChange={(otherwise, key) =>
            edit((latest) => ({ ...latest, otherwise }), key && `otherwise.${key}`)
          }
        />
      </section>
      <Field
        className={styles.narrow}
        label={t("rules.default_department")}
        hint={t("rules.default_hint")}
        validationState={missing ? "error" : "none"}
        validationMessage={missing}
      >
        <DepartmentPicker
          value={draft.default_department}
          onChange={(default_department) =>
            edit((latest) => ({ ...latest, default_department }), "default_department")
          }
        />
      </Field>
    </div>
  );
}
