/** What should be known about a plan beside its rows: new departments, and warnings folded into one line. */

import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Preview, Warning } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./PlanView.module.css";

export function Notes({ preview: { warnings, new_departments } }: { preview: Preview }) {
  const { t } = useTranslation();
  const words = useWords();
  const lines = warnings.map((warning: Warning) => words.warning(warning));
  return (
    <>
      {new_departments.length > 0 && (
        <MessageBar layout="multiline">
          <MessageBarBody>
            <NewDepartments names={new_departments} />
          </MessageBarBody>
        </MessageBar>
      )}
      {lines.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {lines.length === 1 ? (
              lines[0]
            ) : (
              <ManyLines title={t("preview.warnings", { count: lines.length })} lines={lines} />
            )}
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}

/** As many names, and as many letters of them, as a few lines have room for. */
const few = { names: 8, letters: 240 };

/** In quotes, because names may hold commas, semicolons and an "and". */
function NewDepartments({ names }: { names: string[] }) {
  const { t, i18n } = useTranslation();
  const count = names.length;
  const list = new Intl.ListFormat(i18n.language);
  const quoted = list.format(names.map((name) => t("preview.new_department", { name })));
  return count > few.names || quoted.length > few.letters ? (
    <ManyLines title={t("preview.new_departments_many", { count })} lines={names} />
  ) : (
    t("preview.new_departments", { count, names: quoted })
  );
}

/** Folded at first: the rows matter more, and there may be hundreds of lines. */
function ManyLines({ title, lines }: { title: string; lines: string[] }) {
  return (
    <details>
      <summary>{title}</summary>
      <ul className={styles.warnings}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
