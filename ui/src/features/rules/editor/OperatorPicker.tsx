/** How field and value are compared, in words. */

import { Dropdown, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import styles from "./ConditionTree.module.css";

export interface OperatorPickerProps {
  operators: string[];
  value: string;
  onChange(operator: string): void;
}

export function OperatorPicker({ operators, value, onChange }: OperatorPickerProps) {
  const { t } = useTranslation();
  const word = (name: string) => t(`operator.${name}` as "operator.equals", { defaultValue: name });
  return (
    <Dropdown
      aria-label={t("rules.operator")}
      className={styles.control}
      value={word(value)}
      selectedOptions={[value]}
      onOptionSelect={(_, { optionValue }) => optionValue && onChange(optionValue)}
    >
      {operators.map((name) => (
        <Option key={name} value={name}>
          {word(name)}
        </Option>
      ))}
    </Dropdown>
  );
}
