/** The names of the steps, and where one is. */

import { useTranslation } from "react-i18next";
import { DoneIcon } from "@/components/icons";
import styles from "./ConnectWizard.module.css";

const steps = ["name", "sign_in", "choices", "first_preview"] as const;
export type Step = (typeof steps)[number];

export function Steps({ current }: { current: Step }) {
  const { t } = useTranslation();
  const reached = steps.indexOf(current);
  return (
    <ol className={styles.steps} aria-label={t("wizard.steps")}>
      {steps.map((step, index) => (
        <li key={step} className={styles.step} aria-current={step === current ? "step" : undefined}>
          {index < reached ? (
            <span className={styles.done}>
              <DoneIcon aria-label={t("wizard.step_done")} />
            </span>
          ) : (
            <span className={styles.dot} aria-hidden>
              {index + 1}
            </span>
          )}
          {t(`wizard.step_${step}`)}
        </li>
      ))}
    </ol>
  );
}
