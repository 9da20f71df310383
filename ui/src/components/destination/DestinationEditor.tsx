/** What happens to people: a department, one named by fields, the default one, or nowhere. */

import { Dropdown, Field, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Destination, FieldInfo, Then } from "@/contract/types";
import { DepartmentPicker } from "./DepartmentPicker";
import styles from "./Destination.module.css";
import { PatternEditor } from "./PatternEditor";

export interface DestinationEditorProps {
  then: Then;
  fields: FieldInfo[];
  /** What is wrong with it, as a sentence. */
  problem?: string;
  onChange(then: Then, key?: string): void;
}

const kinds = ["department", "pattern", "default", "skip"] as const;
type Choice = (typeof kinds)[number];

export function choiceOf(then: Then): Choice {
  if (!("import" in then)) return "skip";
  if ("department" in then.import) return "department";
  return "pattern" in then.import ? "pattern" : "default";
}

const begun: Record<Choice, Then> = {
  department: { import: { department: "" } },
  pattern: { import: { pattern: "{department}" } },
  default: { import: {} },
  skip: { skip: true },
};

export function DestinationEditor({ then, fields, problem, onChange }: DestinationEditorProps) {
  const { t } = useTranslation();
  const choice = choiceOf(then);
  const place = ("import" in then ? then.import : {}) as Partial<
    Record<"department" | "pattern" | "split", string>
  >;
  const put = (next: Destination, key: string) => onChange({ import: next }, key);
  return (
    <div className={styles.destination}>
      <Dropdown
        aria-label={t("rules.goes_to")}
        value={t(`rules.to_${choice}`)}
        selectedOptions={[choice]}
        onOptionSelect={(_, { optionValue }) => onChange(begun[optionValue as Choice])}
      >
        {kinds.map((kind) => (
          <Option key={kind} value={kind}>
            {t(`rules.to_${kind}`)}
          </Option>
        ))}
      </Dropdown>
      {choice === "department" && (
        <Field
          label={t("rules.department_path")}
          hint={t("rules.department_hint")}
          validationState={problem ? "error" : "none"}
          validationMessage={problem}
        >
          <DepartmentPicker
            value={place.department ?? ""}
            onChange={(department) => put({ department }, "department")}
          />
        </Field>
      )}
      {choice === "pattern" && (
        <PatternEditor
          pattern={place.pattern ?? ""}
          split={place.split}
          fields={fields}
          problem={problem}
          onChange={(pattern, split) =>
            put(split === undefined ? { pattern } : { pattern, split }, "pattern")
          }
        />
      )}
    </div>
  );
}
