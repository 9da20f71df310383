/** One rule in full: name, note, who, and where to. */

import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DestinationEditor } from "@/components/destination/DestinationEditor";
import { useWords } from "@/i18n/words";
import type { DraftRule } from "@/session/draft/model";
import { ofTheTree, problemsAt, problemText } from "@/session/draft/problems";
import type { DraftEditing } from "@/session/draft/useDraft";
import type { Counting } from "@/session/draft/useRulePreview";
import { ConditionTree } from "./editor/ConditionTree";
import { contradiction, isLong } from "./hints";
import styles from "./RulesScreen.module.css";
import { Sentence } from "./Sentence";
import { ruleSentence, type Speaker } from "./sentence";
import type { RuleActions } from "./useRuleActions";

export interface RuleEditorProps {
  editing: DraftEditing;
  rule: DraftRule;
  index: number;
  counting: Counting;
  speaker: Speaker;
  actions: RuleActions;
}

export function RuleEditor({ editing, rule, index, counting, speaker, actions }: RuleEditorProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { connection, fields } = editing;
  const { preview, old } = counting;
  const problems = preview?.problems ?? editing.problems;
  const change = (part: Partial<DraftRule>, key?: string) => actions.change(rule.id, part, key);
  // What is wrong with the rule itself is its destination; an empty tree says so at its box.
  const misplaced = problemsAt(problems, index, []).find(({ code }) => !ofTheTree.has(code));
  const context = {
    connection,
    fields,
    rule: index,
    problems: problems.filter(({ path, code }) => path.length > 0 || ofTheTree.has(code)),
    nodes: preview?.needs_preview && preview.people === 0 ? undefined : preview?.rules[index]?.nodes,
    old,
    root: rule.who,
    change: (who: DraftRule["who"]) => change({ who }),
  };
  return (
    <div className={styles.editor}>
      <div className={styles.names}>
        <Field
          label={t("rules.name")}
          validationState={rule.name.trim() ? "none" : "error"}
          validationMessage={rule.name.trim() ? undefined : t("rules.name_missing")}
        >
          <Input
            value={rule.name}
            autoFocus={actions.added === rule.id}
            onFocus={({ target }) => actions.added === rule.id && target.select()}
            maxLength={100}
            onChange={(_, { value }) => change({ name: value }, "name")}
          />
        </Field>
        <Note note={rule.note} onChange={(note) => change({ note }, "note")} />
      </div>
      <p className={styles.says}>
        <Sentence text={ruleSentence(speaker, rule.who, rule.then)} />
      </p>
      <section>
        <h2 className={styles.heading}>{t("rules.who")}</h2>
        <ConditionTree
          context={context}
          onChange={(who, typing) => change({ who }, typing ? "who" : undefined)}
        />
        <Hints rule={rule} />
      </section>
      <section>
        <h2 className={styles.heading}>{t("rules.goes_to")}</h2>
        <DestinationEditor
          then={rule.then}
          fields={fields}
          problem={misplaced && problemText(t, words, misplaced)}
          onChange={(then, key) => change({ then }, key)}
        />
      </section>
    </div>
  );
}

function Note({ note, onChange }: { note: string; onChange(note: string): void }) {
  const { t } = useTranslation();
  const [shown, show] = useState(note !== "");
  if (!shown) {
    return (
      <Button appearance="transparent" className={styles.addNote} onClick={() => show(true)}>
        {t("rules.add_note")}
      </Button>
    );
  }
  return (
    <Field label={t("rules.note")} hint={t("rules.note_hint")}>
      <Textarea
        value={note}
        maxLength={500}
        rows={1}
        resize="vertical"
        onChange={(_, { value }) => onChange(value)}
      />
    </Field>
  );
}

function Hints({ rule: { who } }: { rule: DraftRule }) {
  const { t } = useTranslation();
  const words = useWords();
  const impossible = contradiction(who);
  return (
    <>
      {impossible && (
        <p className={styles.advice} role="status">
          {t("rules.never_matches", {
            field: words.attribute(impossible.field),
            one: t("say.quoted", { text: words.value(impossible.field, impossible.one) }),
            other: t("say.quoted", { text: words.value(impossible.field, impossible.other) }),
          })}
        </p>
      )}
      {isLong(who) && (
        <p className={styles.advice} role="status">
          {t("rules.long")}
        </p>
      )}
    </>
  );
}
