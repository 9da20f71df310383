/** Whose values the table shows, and the way to the next person. */

import { Button, Text } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { NextIcon, PreviousIcon } from "@/components/icons";
import styles from "./Sample.module.css";
import type { Sample } from "./useSample";

export function SampleBar({ sample }: { sample: Sample }) {
  const { t } = useTranslation();
  const { preview, error, retry, previous, next } = sample;
  if (error) return <FailureMessage failure={error} actions={{ retry }} />;
  if (preview?.needs_preview) return <p className={styles.bar}>{t("mapping.no_samples")}</p>;
  if (preview && !preview.person) return <p className={styles.bar}>{t("mapping.nobody")}</p>;
  return (
    <div role="group" className={styles.bar} aria-label={t("mapping.sample_of")}>
      <Step label={t("mapping.previous")} icon={<PreviousIcon />} onStep={previous} />
      <Step label={t("mapping.next")} icon={<NextIcon />} onStep={next} />
      <span role="status" className={sample.old ? styles.old : undefined}>
        {preview?.person && <Text weight="semibold">{nameOf(preview.person)}</Text>}
      </span>
    </div>
  );
}

interface StepProps {
  label: string;
  icon: React.JSX.Element;
  onStep: (() => void) | undefined;
}

/** Keeps the focus at the ends, so that the keys go on working from there. */
function Step({ label, icon, onStep }: StepProps) {
  return (
    <Button
      appearance="subtle"
      icon={icon}
      aria-label={label}
      title={label}
      disabledFocusable={!onStep}
      onClick={onStep}
    />
  );
}

export function nameOf({
  name,
  email,
  object_id,
}: {
  name: string;
  email: string | null;
  object_id: string;
}) {
  return name || email || object_id;
}
