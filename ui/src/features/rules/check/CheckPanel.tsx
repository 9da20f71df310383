/** Why one person is imported or not: every condition with what it saw, by the rules as they are edited. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { SidePanel } from "@/components/SidePanel";
import { useDebounced } from "@/components/useDebounced";
import { read } from "@/contract/call";
import type { Check, DirectoryPerson } from "@/contract/types";
import { useWords } from "@/i18n/words";
import type { DraftEditing } from "@/session/draft/useDraft";
import type { Speaker } from "../sentence";
import { byRule } from "./byRule";
import styles from "./CheckPanel.module.css";
import { PersonPicker } from "./PersonPicker";
import { RuleTrace } from "./RuleTrace";

export interface CheckPanelProps {
  editing: DraftEditing;
  speaker: Speaker;
  onClose(): void;
}

export function CheckPanel({ editing, speaker, onClose }: CheckPanelProps) {
  const { t } = useTranslation();
  const [person, choose] = useState<DirectoryPerson>();
  const { connection, draft, dirty } = editing;
  const config = useDebounced(editing.config, 150);
  const { data, error } = useQuery({
    ...read("check_person", { connection, config, person: person?.object_id ?? "" }),
    enabled: person !== undefined,
    placeholderData: (before) => before,
  });
  const check = data?.person.object_id === person?.object_id ? data : undefined;
  return (
    <SidePanel title={t("rules.check_title")} onClose={onClose}>
      <div className={styles.panel}>
        <PersonPicker connection={connection} chosen={person} onChoose={choose} />
        {error && <FailureMessage failure={error} />}
        {check && (
          <>
            <Verdict check={check} dirty={dirty} />
            {byRule(draft.rules, check).map(({ rule, conditions, decides }) => (
              <RuleTrace
                key={rule.id}
                rule={rule}
                conditions={conditions}
                decides={decides}
                speaker={speaker}
                onChange={(who) =>
                  editing.edit((latest) => ({
                    ...latest,
                    rules: latest.rules.map((one) => (one.id === rule.id ? { ...one, who } : one)),
                  }))
                }
              />
            ))}
          </>
        )}
      </div>
    </SidePanel>
  );
}

function Verdict({ check, dirty }: { check: Check; dirty: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const { outcome, rule, department } = check;
  const said = {
    import: rule ? t("rules.check_import", { rule }) : t("rules.check_import_else"),
    skip: t("rules.check_skip", { rule: rule ?? "" }),
    not_imported: t("rules.check_out"),
  }[outcome];
  return (
    <div className={styles.verdict} role="status">
      <strong className={outcome === "import" ? styles.in : styles.out}>{said}</strong>
      {check.by_hand && <p>{t("rules.check_by_hand", { department: check.by_hand })}</p>}
      {department ? <p>{t("rules.check_into", { department })}</p> : <p>{words.reason(check.reason)}</p>}
      {dirty && <p className={styles.quiet}>{t("rules.check_draft")}</p>}
    </div>
  );
}
