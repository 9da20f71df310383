/** A department named by fields, such as `{companyName} / {department}`, and how a value is split. */

import { Field, Input, Switch } from "@fluentui/react-components";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FieldInfo } from "@/contract/types";
import { AttributePicker } from "../AttributePicker";
import styles from "./Destination.module.css";

export interface PatternEditorProps {
  pattern: string;
  split: string | undefined;
  fields: FieldInfo[];
  problem?: string;
  onChange(pattern: string, split: string | undefined): void;
}

export function PatternEditor({ pattern, split, fields, problem, onChange }: PatternEditorProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const placeable = fields.filter(({ kind }) => kind !== "membership");
  const insert = (name: string) => {
    const at = input.current?.selectionStart ?? pattern.length;
    onChange(`${pattern.slice(0, at)}{${name}}${pattern.slice(at)}`, split);
    input.current?.focus();
  };
  return (
    <div className={styles.pattern}>
      <Field
        label={t("rules.pattern")}
        hint={t("rules.pattern_hint")}
        validationState={problem ? "error" : "none"}
        validationMessage={problem}
      >
        <Input
          ref={input}
          className={styles.code}
          value={pattern}
          spellCheck={false}
          onChange={(_, { value }) => onChange(value, split)}
        />
      </Field>
      <AttributePicker
        label={t("rules.insert_field")}
        placeholder={t("rules.insert_field")}
        fields={placeable}
        value=""
        onChange={insert}
      />
      <div className={styles.split}>
        <Switch
          label={t("rules.split")}
          checked={split !== undefined}
          onChange={(_, { checked }) => onChange(pattern, checked ? ";" : undefined)}
        />
        {split !== undefined && (
          <Field label={t("rules.separator")} orientation="horizontal">
            <Input
              className={styles.separator}
              maxLength={3}
              value={split}
              onChange={(_, { value }) => onChange(pattern, value)}
            />
          </Field>
        )}
      </div>
    </div>
  );
}
