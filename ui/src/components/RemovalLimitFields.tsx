/**
 * How many people a run may remove before it waits: a number and a share, of which the larger counts.
 */

import { Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RemovalLimit } from "@/contract/types";
import styles from "./RemovalLimitFields.module.css";

export interface RemovalLimitFieldsProps {
  limit: RemovalLimit;
  disabled?: boolean;
  onChange(limit: RemovalLimit, part: keyof RemovalLimit): void;
}

export function RemovalLimitFields(props: RemovalLimitFieldsProps) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t("policy.limit")}>
      <strong>{t("policy.limit")}</strong>
      <p className={styles.quiet}>{t("policy.limit_text")}</p>
      <LimitNumbers {...props} />
    </div>
  );
}

/** Without the words that say what it is for. */
export function LimitNumbers({ limit, disabled, onChange }: RemovalLimitFieldsProps) {
  const { t } = useTranslation();
  const whole = (part: keyof RemovalLimit, most: number) => (
    <Whole
      label={t(`policy.limit_${part}`)}
      value={limit[part]}
      most={most}
      disabled={disabled}
      onChange={(value) => onChange({ ...limit, [part]: value }, part)}
    />
  );
  return (
    <div className={styles.limit}>
      {whole("count", 1_000_000)}
      {whole("percent", 100)}
    </div>
  );
}

interface WholeProps {
  label: string;
  value: number;
  most: number;
  disabled: boolean | undefined;
  onChange(value: number): void;
}

/** A whole number; what is none stays in the field and changes nothing. */
function Whole({ label, value, most, disabled, onChange }: WholeProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined;
  return (
    <Field
      label={label}
      validationState={wrong ? "error" : "none"}
      validationMessage={wrong ? t("policy.limit_invalid", { most }) : undefined}
    >
      <Input
        inputMode="numeric"
        disabled={disabled}
        value={typed ?? String(value)}
        onChange={(_, data) => {
          const number = Number(data.value);
          const fits = /^\d+$/.test(data.value.trim()) && number <= most;
          setTyped(fits ? undefined : data.value);
          if (fits) onChange(number);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </Field>
  );
}
