/** Why the last attempt was not saved, and the ways out: mend it, or turn the rule off. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useWords } from "@/i18n/words";
import { useNavigation } from "../navigation";
import { problemText } from "./problems";
import type { DraftEditing } from "./useDraft";
import type { Saving } from "./useSave";

export interface SaveProblemsProps {
  editing: DraftEditing;
  saving: Saving;
  /** Opens the place of a problem, by the number of its rule; `null` is the last line. Without it, the rules are opened. */
  onShow?: (rule: number | null) => void;
}

export function SaveProblems({ editing, saving, onShow }: SaveProblemsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { go } = useNavigation();
  const [first] = saving.problems;
  if (!first) return null;
  const { rules } = editing.draft;
  const broken = new Set(saving.problems.map(({ rule }) => rule).filter((rule) => rule !== null));
  const name = first.rule === null ? undefined : rules[first.rule]?.name;
  const show = onShow ?? (first.rule === null ? undefined : () => go("rules"));
  const turnOff = () => {
    editing.edit((latest) => ({
      ...latest,
      rules: latest.rules.map((rule, index) => (broken.has(index) ? { ...rule, enabled: false } : rule)),
    }));
    saving.save();
  };
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{t("draft.problems", { count: saving.problems.length })}</MessageBarTitle>{" "}
        {name && `${name}: `}
        {problemText(t, words, first)}
      </MessageBarBody>
      <MessageBarActions>
        {show && <Button onClick={() => show(first.rule)}>{t("draft.show_problem")}</Button>}
        {broken.size > 0 && <Button onClick={turnOff}>{t("draft.turn_off")}</Button>}
      </MessageBarActions>
    </MessageBar>
  );
}
