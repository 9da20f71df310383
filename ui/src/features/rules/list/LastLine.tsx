/** Everyone else: always there, always last. */

import { useTranslation } from "react-i18next";
import { LockIcon } from "@/components/icons";
import type { Then } from "@/contract/types";
import type { Counting } from "@/session/draft/useRulePreview";
import { PeopleCount } from "../PeopleCount";
import { Sentence } from "../Sentence";
import { placeSentence, type Speaker } from "../sentence";
import styles from "./RuleList.module.css";

export interface LastLineProps {
  then: Then;
  speaker: Speaker;
  counting: Counting;
  selected: boolean;
  onSelect(): void;
}

export function LastLine({ then, speaker, counting, selected, onSelect }: LastLineProps) {
  const { t } = useTranslation();
  return (
    <div className={[styles.row, styles.fixed, selected && styles.selected].filter(Boolean).join(" ")}>
      <span className={styles.lock} aria-hidden>
        <LockIcon />
      </span>
      <button
        type="button"
        className={styles.open}
        aria-current={selected ? "true" : undefined}
        onClick={onSelect}
      >
        <strong className={styles.name}>{t("rules.everyone_else")}</strong>
        <span className={styles.facts}>
          <PeopleCount
            people={counting.preview?.everyone_else}
            counting={counting}
            open={(counting.preview?.open ?? 0) > 0}
          />
          <span>
            <Sentence text={placeSentence(speaker, then)} />
          </span>
        </span>
      </button>
    </div>
  );
}
