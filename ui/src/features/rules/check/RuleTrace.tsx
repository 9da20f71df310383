/** One rule's conditions for the checked person: held or not, and the value that was seen. */

import { Badge, Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { CheckIcon, ConflictIcon, NotTrueIcon, SwitchedOffIcon } from "@/components/icons";
import type { CheckedCondition } from "@/contract/types";
import { type DraftCondition, type DraftGroup, type DraftRule, isGroup } from "@/session/draft/model";
import { Sentence } from "../Sentence";
import { conditionSentence, type Speaker } from "../sentence";
import { nearMiss } from "./byRule";
import styles from "./CheckPanel.module.css";

export interface RuleTraceProps {
  rule: DraftRule;
  conditions: { condition: DraftCondition; checked: CheckedCondition }[];
  decides: boolean;
  speaker: Speaker;
  onChange(who: DraftGroup): void;
}

export function RuleTrace({ rule, conditions, decides, speaker, onChange }: RuleTraceProps) {
  const { t } = useTranslation();
  return (
    <div
      role="group"
      className={decides ? `${styles.rule} ${styles.decides}` : styles.rule}
      aria-label={rule.name}
    >
      <h3 className={styles.name}>
        <span>{rule.name}</span>
        {decides && (
          <Badge appearance="tint" size="small">
            {t("rules.check_decides")}
          </Badge>
        )}
      </h3>
      <ul className={styles.conditions}>
        {conditions.map(({ condition, checked }) => (
          <li key={condition.id}>
            <Mark checked={checked} />
            <span className={checked.enabled ? undefined : styles.turnedOff}>
              <Sentence text={conditionSentence(speaker, condition)} />
              {checked.matches !== true && (
                <span className={styles.quiet}> ({seenText(speaker, checked)})</span>
              )}
              {nearMiss(checked) && (
                <Button
                  size="small"
                  appearance="secondary"
                  onClick={() => onChange(withOperator(rule.who, condition.id, "contains"))}
                >
                  {t("rules.check_fix")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Mark({ checked: { enabled, matches } }: { checked: CheckedCondition }) {
  const { t } = useTranslation();
  if (!enabled) return <SwitchedOffIcon className={styles.open} aria-label={t("rules.check_off")} />;
  if (matches === null) return <ConflictIcon className={styles.open} aria-label={t("rules.check_broken")} />;
  return matches ? (
    <CheckIcon className={styles.in} aria-label={t("rules.check_yes")} />
  ) : (
    <NotTrueIcon className={styles.no} aria-label={t("rules.check_no")} />
  );
}

function seenText({ t, words, group }: Speaker, { field, seen }: CheckedCondition): string {
  if (typeof seen === "boolean") return t("rules.check_seen", { value: t(seen ? "rules.yes" : "rules.no") });
  const texts = (Array.isArray(seen) ? seen : [seen]).filter((text) => text !== null && text !== "");
  if (texts.length === 0) return t("rules.check_empty");
  const shown = texts.map((text) => t("say.quoted", { text: group(words.value(field, String(text))) }));
  return t("rules.check_seen", { value: shown.join(", ") });
}

function withOperator(group: DraftGroup, id: string, operator: string): DraftGroup {
  const rules = group.rules.map((node) => {
    if (isGroup(node)) return withOperator(node, id, operator);
    return node.id === id ? { ...node, operator } : node;
  });
  return { ...group, rules };
}
