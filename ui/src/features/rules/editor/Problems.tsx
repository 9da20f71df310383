/** What is wrong at a place of the tree, right below it. */

import { useTranslation } from "react-i18next";
import { WarningIcon } from "@/components/icons";
import { useWords } from "@/i18n/words";
import { problemsAt, problemText } from "@/session/draft/problems";
import styles from "./ConditionTree.module.css";
import type { EditorContext } from "./context";

export function Problems({ context, path }: { context: EditorContext; path: number[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const here = problemsAt(context.problems, context.rule, path);
  return here.map((problem) => (
    <p key={problem.code} className={styles.problem} role="alert">
      <WarningIcon aria-hidden />
      {problemText(t, words, problem)}
    </p>
  ));
}
