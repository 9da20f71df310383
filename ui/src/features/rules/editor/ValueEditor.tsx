/** The value of a condition, in the form its field and operator ask for. */

import { Dropdown, Input, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Kind, ValueType } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { valueless } from "@/session/draft/model";
import styles from "./ConditionTree.module.css";
import { GroupPicker } from "./GroupPicker";
import { ValueList } from "./ValueList";
import { ValuePicker } from "./ValuePicker";
import { listOf, textOf } from "./values";

export interface ValueEditorProps {
  connection: number;
  field: string;
  kind: ValueType;
  operator: string;
  value: unknown;
  onChange(value: unknown): void;
}

export function ValueEditor(props: ValueEditorProps) {
  const { kind, field, operator, value, onChange } = props;
  const { t } = useTranslation();
  const label = t("rules.value");
  if (valueless.has(operator)) return null;
  if (operator === "in" || operator === "not_in") {
    return <ValueList {...props} values={listOf(value)} onChange={onChange} />;
  }
  const text = textOf(value);
  if (kind === "membership")
    return <GroupPicker connection={props.connection} value={text} onChange={onChange} />;
  if (operator === "in_last_days") {
    return (
      <Input
        type="number"
        min={0}
        aria-label={t("rules.days")}
        className={styles.control}
        value={text}
        onChange={(_, data) => onChange(data.value === "" ? "" : Number(data.value))}
      />
    );
  }
  if (kind === "date") {
    return (
      <Input
        type="date"
        aria-label={label}
        className={styles.control}
        value={text}
        onChange={(_, data) => onChange(data.value)}
      />
    );
  }
  if (field === "kind" && (operator === "equals" || operator === "not_equals")) {
    return <KindPicker label={label} value={text} onChange={onChange} />;
  }
  return <ValuePicker {...props} value={text} onChange={onChange} />;
}

const kinds: Kind[] = ["person", "guest", "disabled", "unlicensed", "shared"];

function KindPicker({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Dropdown
      aria-label={label}
      className={styles.control}
      placeholder={t("rules.value_choose")}
      value={value && words.value("kind", value)}
      selectedOptions={[value]}
      onOptionSelect={(_, { optionValue }) => optionValue && onChange(optionValue)}
    >
      {kinds.map((kind) => (
        <Option key={kind} value={kind}>
          {words.value("kind", kind)}
        </Option>
      ))}
    </Dropdown>
  );
}
