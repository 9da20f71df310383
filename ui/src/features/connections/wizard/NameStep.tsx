/** Step 1: what the connection is called. */

import { Button, Field, Input } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import styles from "./ConnectWizard.module.css";
import type { Draft } from "./draft";

export interface NameStepProps {
  draft: Draft;
  onChange(draft: Draft): void;
  onNext(): void;
}

export function NameStep({ draft, onChange, onNext }: NameStepProps) {
  const { t } = useTranslation();
  return (
    <form
      className={styles.column}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Field label={t("wizard.name")} hint={t("wizard.name_hint")} className={styles.narrow}>
        <Input
          autoFocus
          value={draft.name}
          maxLength={100}
          placeholder={t("wizard.name_example")}
          onChange={(_, data) => onChange({ ...draft, name: data.value })}
        />
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary">
          {t("wizard.next")}
        </Button>
      </div>
    </form>
  );
}
