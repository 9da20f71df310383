/** Several values, each removable, and a field to add one more. */

import { Option, Tag, TagGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components/Combobox";
import styles from "./ConditionTree.module.css";
import { useValues } from "./useValues";

export interface ValueListProps {
  connection: number;
  field: string;
  values: string[];
  onChange(values: string[]): void;
}

export function ValueList({ connection, field, values, onChange }: ValueListProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const found = useValues(connection, field, typed, open).filter(({ value }) => !values.includes(value));
  const add = (value: string) => {
    setTyped("");
    const text = value.trim();
    if (text && !values.includes(text)) onChange([...values, text]);
  };
  return (
    <div className={styles.values}>
      {values.length > 0 && (
        <TagGroup
          size="small"
          aria-label={t("rules.values")}
          className={styles.tags}
          onDismiss={(_, { value }) => onChange(values.filter((one) => one !== value))}
        >
          {values.map((value) => (
            <Tag
              key={value}
              value={value}
              dismissible
              dismissIcon={{ "aria-label": t("rules.value_remove", { value }) }}
            >
              {value}
            </Tag>
          ))}
        </TagGroup>
      )}
      <Combobox
        freeform
        aria-label={t("rules.value_add")}
        className={styles.control}
        input={{ className: styles.input }}
        placeholder={t("rules.value_add")}
        value={typed}
        selectedOptions={[]}
        open={open && found.length > 0}
        onOpenChange={(_, data) => setOpen(data.open)}
        onChange={({ target }) => setTyped(target.value)}
        onOptionSelect={(_, { optionValue }) => optionValue && add(optionValue)}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.ctrlKey && found.length === 0) add(typed);
        }}
      >
        {found.map(({ value, people }) => (
          <Option key={value} value={value} text={value}>
            {t("rules.value_people", { value, count: people })}
          </Option>
        ))}
      </Combobox>
    </div>
  );
}
