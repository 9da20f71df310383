/** The open rule, or the last line, beside what it does. */

import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DraftEditing } from "@/session/draft/useDraft";
import type { Counting } from "@/session/draft/useRulePreview";
import { EffectStrip } from "./EffectStrip";
import { LastLineEditor } from "./LastLineEditor";
import { RuleEditor } from "./RuleEditor";
import styles from "./RulesScreen.module.css";
import type { Speaker } from "./sentence";
import { everyoneElse, type RuleActions } from "./useRuleActions";

export interface EditorPaneProps {
  editing: DraftEditing;
  counting: Counting;
  speaker: Speaker;
  selected: string;
  actions: RuleActions;
}

export function EditorPane({ editing, counting, speaker, selected, actions }: EditorPaneProps) {
  const { t } = useTranslation();
  const pane = useShown(selected);
  const index = editing.draft.rules.findIndex(({ id }) => id === selected);
  const rule = editing.draft.rules[index];
  const name = selected === everyoneElse ? t("rules.everyone_else") : (rule?.name ?? "");
  return (
    <>
      <section ref={pane} className={styles.pane} aria-label={name} data-region>
        {rule ? (
          <RuleEditor
            key={rule.id}
            editing={editing}
            rule={rule}
            index={index}
            counting={counting}
            speaker={speaker}
            actions={actions}
          />
        ) : (
          <LastLineEditor editing={editing} problems={counting.preview?.problems ?? []} />
        )}
      </section>
      <EffectStrip rules={editing.draft.rules} index={rule ? index : undefined} counting={counting} />
    </>
  );
}

/** Where list and editor stand one below the other, choosing a rule brings its editor into view. */
function useShown(selected: string) {
  const pane = useRef<HTMLElement>(null);
  const before = useRef(selected);
  useEffect(() => {
    const changed = before.current !== selected;
    before.current = selected;
    const top = pane.current?.getBoundingClientRect().top ?? 0;
    if (changed && top > window.innerHeight / 2) pane.current?.scrollIntoView({ block: "start" });
  }, [selected]);
  return pane;
}
