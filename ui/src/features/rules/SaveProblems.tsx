/** Why the last attempt was not saved, and the two ways out: mend it, or turn the rule off. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { RuleProblem } from "@/contract/types";
import { useWords } from "@/i18n/words";
import type { DraftEditing } from "@/session/draft/useDraft";
import { problemText } from "./problems";
import { everyoneElse } from "./useRuleActions";

export interface SaveProblemsProps {
  editing: DraftEditing;
  problems: RuleProblem[];
  onShow(id: string): void;
  onTurnOff(ids: string[]): void;
}

export function SaveProblems({ editing, problems, onShow, onTurnOff }: SaveProblemsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [first] = problems;
  if (!first) return null;
  const { rules } = editing.draft;
  const ids = problems.map(({ rule }) => (rule === null ? undefined : rules[rule]?.id));
  const known = [...new Set(ids.filter((id) => id !== undefined))];
  const name = first.rule === null ? undefined : rules[first.rule]?.name;
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{t("draft.problems", { count: problems.length })}</MessageBarTitle>{" "}
        {name && `${name}: `}
        {problemText(t, words, first)}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => onShow(ids[0] ?? everyoneElse)}>{t("draft.show_problem")}</Button>
        {known.length > 0 && <Button onClick={() => onTurnOff(known)}>{t("draft.turn_off")}</Button>}
      </MessageBarActions>
    </MessageBar>
  );
}
