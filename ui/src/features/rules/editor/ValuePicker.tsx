/** One value: typed freely, or chosen from those the directory has. */

import { Option } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components/Combobox";
import styles from "./ConditionTree.module.css";
import { useValues } from "./useValues";

export interface ValuePickerProps {
  connection: number;
  field: string;
  value: string;
  onChange(value: string): void;
}

export function ValuePicker({ connection, field, value, onChange }: ValuePickerProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(false);
  // Opened by the arrow it shows everything; while one types, what fits.
  const values = useValues(connection, field, typed ? value : "", open);
  return (
    <Combobox
      freeform
      aria-label={t("rules.value")}
      className={styles.control}
      input={{ className: styles.input }}
      placeholder={t("rules.value_choose")}
      value={value}
      selectedOptions={[value]}
      open={open && values.length > 0}
      onOpenChange={(_, data) => {
        setOpen(data.open);
        if (!data.open) setTyped(false);
      }}
      onChange={({ target }) => {
        setTyped(true);
        setOpen(true);
        onChange(target.value);
      }}
      onOptionSelect={(_, { optionValue }) => optionValue !== undefined && onChange(optionValue)}
    >
      {values.map((found) => (
        <Option key={found.value} value={found.value} text={found.value}>
          {t("rules.value_people", { value: found.value, count: found.people })}
        </Option>
      ))}
    </Combobox>
  );
}
