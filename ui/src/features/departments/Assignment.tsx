/** Who goes where: the importing rules and everyone else, each with its department. */

import { Button, Switch } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DestinationEditor } from "@/components/destination/DestinationEditor";
import { RulesIcon } from "@/components/icons";
import type { RuleProblem, Then } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { ofTheTree } from "@/session/draft/problems";
import { SaveBar } from "@/session/draft/SaveBar";
import type { DraftEditing } from "@/session/draft/useDraft";
import { useEditKeys } from "@/session/draft/useEditKeys";
import { type Counting, useRulePreview } from "@/session/draft/useRulePreview";
import { useSave } from "@/session/draft/useSave";
import { useNavigation } from "@/session/navigation";
import { Conflicts } from "./Conflicts";
import styles from "./Departments.module.css";
import { Destinations } from "./Destinations";

export function Assignment({ editing }: { editing: DraftEditing }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { draft, edit } = editing;
  const counting = useRulePreview(editing.connection, editing.config);
  const saving = useSave(editing);
  useEditKeys(editing, saving.save);
  const put = (id: string, then: Then, key?: string) =>
    edit(
      (latest) => ({
        ...latest,
        rules: latest.rules.map((rule) => (rule.id === id ? { ...rule, then } : rule)),
      }),
      key && `${id}.${key}`,
    );
  const skips = draft.rules.some(({ then }) => "skip" in then);
  return (
    <>
      <div className={styles.scroller} data-region>
        <p className={styles.lead}>
          {t("departments.assignment_hint")} {skips && t("departments.assignment_skips")}{" "}
          <Button size="small" icon={<RulesIcon />} onClick={() => go("rules")}>
            {t("departments.to_rules")}
          </Button>
        </p>
        <div className={styles.columns}>
          <div className={styles.places}>
            <ol className={styles.assignments}>
              {draft.rules.map((rule, index) =>
                "skip" in rule.then ? null : (
                  <Row
                    key={rule.id}
                    name={`${index + 1}. ${rule.name}`}
                    people={counting.preview?.rules[index]?.deciding}
                    counting={counting}
                    then={rule.then}
                    problem={problemOf(counting, (one) => one.rule === index && one.path.length === 0)}
                    editing={editing}
                    onChange={(then, key) => put(rule.id, then, key)}
                  >
                    {rule.enabled && counting.preview && (
                      <Conflicts
                        draft={draft}
                        index={index}
                        overlaps={counting.preview.rules[index]?.overlaps ?? []}
                      />
                    )}
                  </Row>
                ),
              )}
              <Row
                name={t("rules.everyone_else")}
                people={counting.preview?.everyone_else}
                counting={counting}
                then={draft.otherwise}
                problem={problemOf(counting, (one) => one.params.rule === "otherwise" && one.rule === null)}
                editing={editing}
                onChange={(otherwise, key) =>
                  edit((latest) => ({ ...latest, otherwise }), key && `otherwise.${key}`)
                }
              />
            </ol>
            <Switch
              label={t("departments.create")}
              checked={draft.policies.create_departments}
              onChange={(_, { checked }) =>
                edit((latest) => ({
                  ...latest,
                  policies: { ...latest.policies, create_departments: checked },
                }))
              }
            />
            <p className={styles.quiet}>{t("departments.create_hint")}</p>
          </div>
          <Destinations editing={editing} />
        </div>
      </div>
      <SaveBar editing={editing} saving={saving} />
    </>
  );
}

function problemOf({ preview }: Counting, here: (problem: RuleProblem) => boolean): RuleProblem | undefined {
  return preview?.problems.find((problem) => !ofTheTree.has(problem.code) && here(problem));
}

interface RowProps {
  name: string;
  people: number | undefined;
  counting: Counting;
  then: Then;
  problem: RuleProblem | undefined;
  editing: DraftEditing;
  onChange(then: Then, key?: string): void;
  children?: ReactNode;
}

function Row({ name, people, counting, then, problem, editing, onChange, children }: RowProps) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <li className={styles.assignment} aria-label={name}>
      <div>
        <strong>{name}</strong>
        {people !== undefined && !counting.preview?.needs_preview && (
          <div className={styles.quiet}>{t("rules.people", { count: people })}</div>
        )}
      </div>
      <DestinationEditor
        then={then}
        fields={editing.fields}
        problem={problem && words.problem(problem.code, problem.params)}
        onChange={onChange}
      />
      {children}
    </li>
  );
}
