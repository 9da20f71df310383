/** What can be done to the list of rules, and which of them is open. */

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Config } from "@/contract/types";
import type { DraftRule } from "@/session/draft/model";
import type { DraftEditing } from "@/session/draft/useDraft";
import { useNotify } from "@/session/notify";
import { changedRule, duplicated, fromTemplate, movedRule, newRule, withoutRule, withRule } from "./rules";

/** Stands for the last line, which is no rule. */
export const everyoneElse = "otherwise";

export interface RuleActions {
  /** The id of the open rule, or {@link everyoneElse}. */
  selected: string;
  select(id: string): void;
  add(): void;
  /** The id of the rule made last: its name is what one types first. */
  added: string | undefined;
  duplicate(rule: DraftRule): void;
  duplicateSelected(): void;
  remove(rule: DraftRule): void;
  /** To a place counted from 0; says so. */
  move(rule: DraftRule, to: number): void;
  change(id: string, change: Partial<DraftRule>, key?: string): void;
  useTemplate(config: Config): void;
  /** What was just done, for screen readers. */
  said: string;
}

/** `wanted`: the name of the rule to begin with. */
export function useRuleActions({ draft, edit }: DraftEditing, wanted: string | undefined): RuleActions {
  const { t } = useTranslation();
  const notify = useNotify();
  const [chosen, select] = useState(() => draft.rules.find(({ name }) => name === wanted)?.id);
  const [said, say] = useState("");
  const [added, setAdded] = useState<string>();
  const { rules } = draft;
  const known = chosen === everyoneElse || rules.some(({ id }) => id === chosen);
  const selected = known && chosen ? chosen : (rules[0]?.id ?? everyoneElse);

  const insert = (rule: DraftRule, before?: number) => {
    edit((latest) => withRule(latest, rule, before));
    select(rule.id);
  };
  const duplicate = (rule: DraftRule) => {
    const copy = duplicated(rule, t("rules.copy_name", { name: rule.name }));
    insert(copy, rules.indexOf(rule) + 1);
  };
  const remove = (rule: DraftRule) => {
    const at = rules.indexOf(rule);
    edit((latest) => withoutRule(latest, rule.id));
    select(rules[at + 1]?.id ?? rules[at - 1]?.id ?? everyoneElse);
    const back = () => {
      edit((latest) => (latest.rules.some(({ id }) => id === rule.id) ? latest : withRule(latest, rule, at)));
      select(rule.id);
    };
    notify({
      title: t("rules.deleted", { name: rule.name }),
      intent: "info",
      actions: [{ label: t("rules.undo_delete"), act: back }],
    });
  };
  return {
    selected,
    select,
    said,
    added,
    duplicate,
    remove,
    add: () => {
      const rule = newRule(t("rules.new_name"));
      setAdded(rule.id);
      insert(rule);
    },
    duplicateSelected: () => {
      const rule = rules.find(({ id }) => id === selected);
      if (rule) duplicate(rule);
    },
    move: (rule, to) => {
      if (to < 0 || to >= rules.length) return;
      edit((latest) => movedRule(latest, rule.id, to));
      say(t("rules.moved", { name: rule.name, place: to + 1, total: rules.length }));
    },
    change: (id, change, key) => edit((latest) => changedRule(latest, id, change), key && `${id}.${key}`),
    useTemplate: (config) => {
      edit((latest) => fromTemplate(latest, config));
      select(undefined);
    },
  };
}
