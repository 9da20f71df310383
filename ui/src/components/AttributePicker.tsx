/** Chooses a field of Microsoft 365 by its name in words or by Graph's own, grouped. */

import { type ComboboxProps, Option, OptionGroup } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components/Combobox";
import type { FieldGroup, FieldInfo } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./AttributePicker.module.css";

export interface AttributePickerProps extends Pick<ComboboxProps, "size" | "appearance" | "disabled"> {
  label: string;
  fields: FieldInfo[];
  value: string;
  placeholder?: string;
  onChange(name: string): void;
}

const order: FieldGroup[] = ["person", "work", "contact", "account", "groups", "licences", "more"];

export function AttributePicker({
  label,
  fields,
  value,
  placeholder,
  onChange,
  ...look
}: AttributePickerProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [typed, setTyped] = useState<string>();
  const needle = typed?.trim().toLowerCase() ?? "";
  const shown = useMemo(
    () =>
      fields.filter(
        ({ name }) =>
          name.toLowerCase().includes(needle) || words.attribute(name).toLowerCase().includes(needle),
      ),
    [fields, needle, words],
  );
  return (
    <Combobox
      {...look}
      className={styles.picker}
      input={{ className: styles.input }}
      aria-label={label}
      placeholder={placeholder}
      value={typed ?? (value && words.attribute(value))}
      selectedOptions={value ? [value] : []}
      onChange={({ target }) => setTyped(target.value)}
      onOptionSelect={(_, { optionValue }) => {
        setTyped(undefined);
        if (optionValue) onChange(optionValue);
      }}
      onOpenChange={(_, { open }) => !open && setTyped(undefined)}
    >
      {order.map((group) => {
        const members = shown.filter((field) => field.group === group);
        if (members.length === 0) return null;
        return (
          <OptionGroup key={group} label={t(`field_group.${group}`)}>
            {members.map(({ name }) => (
              <Option key={name} value={name} text={words.attribute(name)}>
                <span className={styles.option}>
                  {words.attribute(name)}
                  <code className={styles.graph}>{name}</code>
                </span>
              </Option>
            ))}
          </OptionGroup>
        );
      })}
      {shown.length === 0 && (
        <Option disabled value="" text="">
          {t("rules.no_field")}
        </Option>
      )}
    </Combobox>
  );
}
