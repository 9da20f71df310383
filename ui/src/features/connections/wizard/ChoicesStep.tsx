/** Step 3: who comes in and what happens to what is there, with usual answers given and counts beside them. */

import { Body1, Button, Field, Link, Radio, RadioGroup, Spinner } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { changesIn, useSummary } from "@/components/CountsLine";
import { FailureMessage } from "@/components/FailureMessage";
import { JobProgress } from "@/components/JobProgress";
import type {
  Config,
  ConnectionView,
  DepartmentPolicy,
  EarlyCounts,
  ExistingPeople,
  WhenEmpty,
} from "@/contract/types";
import { useGoAt } from "@/session/connection";
import { useJobOf } from "@/session/jobs";
import styles from "./ConnectWizard.module.css";
import { emptiedOf, whoChoices, whoOf, withEmptied, withWho } from "./choices";
import { type Choices, useChoices } from "./useChoices";

export interface ChoicesStepProps {
  connection: ConnectionView;
  onNext(): void;
}

export function ChoicesStep({ connection, onNext }: ChoicesStepProps) {
  const { t } = useTranslation();
  const choices = useChoices(connection.id);
  // What was chosen last is kept and counted first: nobody would do that in the next step.
  const [going, setGoing] = useState(false);
  const goes = going && !choices.busy;
  useEffect(() => {
    if (!goes) return;
    setGoing(false);
    if (!choices.failure) onNext();
  }, [goes, choices.failure, onNext]);
  return (
    <form
      className={styles.column}
      onSubmit={(event) => {
        event.preventDefault();
        if (choices.busy) setGoing(true);
        else onNext();
      }}
    >
      <Body1 role="status">
        {t("wizard.connected", {
          organisation: connection.tenant_name ?? connection.name,
          account: connection.account,
        })}
      </Body1>
      {choices.failure && <FailureMessage failure={choices.failure} />}
      <Effect connection={connection.id} choices={choices} />
      {choices.config && <Questions connection={connection.id} config={choices.config} choices={choices} />}
      <Body1>{t("wizard.choices_later")}</Body1>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" icon={going ? <Spinner size="tiny" /> : undefined}>
          {t("wizard.next")}
        </Button>
      </div>
    </form>
  );
}

/** In numbers what the answers mean; while reading, how far that is. */
function Effect({
  connection,
  choices: { preview, reading, early, old },
}: {
  connection: number;
  choices: Choices;
}) {
  const { t } = useTranslation();
  const summary = useSummary();
  if (reading) return <Reading connection={connection} early={early} old={old} />;
  if (!preview) return null;
  const { counts, checked } = preview;
  return (
    <div className={styles.result} role="status">
      <strong className={old ? styles.old : undefined}>
        {t("wizard.would_import", { count: changesIn(counts) + counts.conflict, total: checked })}
      </strong>
      <span className={old ? styles.old : undefined}>{summary(counts)}</span>
    </div>
  );
}

/** One can go on meanwhile. Users and groups are read side by side: the number of users stays in sight. */
function Reading({ connection, early, old }: { connection: number } & Pick<Choices, "early" | "old">) {
  const { t } = useTranslation();
  const job = useJobOf(connection);
  const [users, setUsers] = useState(0);
  const { phase, done = 0 } = job ?? {};
  if (phase === "reading_users" && done > users) setUsers(done);
  return (
    <div className={styles.result}>
      <JobProgress job={job} />
      <div className={styles.early} role="status">
        {early && <ByUsersAlone early={early} old={old} planning={phase === "planning"} />}
      </div>
      {!early && users > 0 && <strong>{t("wizard.users_so_far", { count: users })}</strong>}
      {!early && <Body1>{t("wizard.counted_later")}</Body1>}
    </div>
  );
}

/** All users are there: rules that ask for nothing else are counted, and of others it is said that they are not. */
function ByUsersAlone({
  early: { users, imported },
  old,
  planning,
}: {
  early: EarlyCounts;
  old: boolean;
  planning: boolean;
}) {
  const { t } = useTranslation();
  return (
    <>
      <strong className={old ? styles.old : undefined}>
        {imported === null
          ? t("wizard.users_so_far", { count: users })
          : t("wizard.would_import", { count: imported, total: users })}
      </strong>
      {!planning && (
        <Body1>{t(imported === null ? "wizard.groups_not_counted" : "wizard.groups_loading")}</Body1>
      )}
    </>
  );
}

function Questions({
  connection,
  config,
  choices,
}: {
  connection: number;
  config: Config;
  choices: Choices;
}) {
  const { t } = useTranslation();
  const go = useGoAt(connection);
  const { templates, early, choose } = choices;
  const total = early ? early.users : choices.preview?.checked;
  const counted = early?.templates ?? templates;
  const peopleOf = (who: string) => counted.find(({ code }) => code === who)?.people ?? null;
  const who = (value: string) => {
    const template = templates.find(({ code }) => code === value);
    if (template) choose(withWho(config, template));
  };
  const chosen = whoOf(config, templates);
  const { policies } = config;
  const policy = (part: Partial<Config["policies"]>) =>
    choose({ ...config, policies: { ...policies, ...part } });
  const usual = (label: string) => t("wizard.usual", { label });
  return (
    <>
      <Field label={t("wizard.who")}>
        <RadioGroup value={chosen ?? ""} onChange={(_, { value }) => who(value)}>
          {whoChoices.map((code, index) => {
            const label = t(`rules.template.${code}`);
            const people = peopleOf(code);
            const said = index === 0 ? usual(label) : label;
            const count = people !== null && total !== undefined ? t("wizard.of", { people, total }) : "";
            return (
              <Radio
                key={code}
                value={code}
                autoFocus={code === chosen}
                label={[said, count].filter(Boolean).join(" · ")}
              />
            );
          })}
        </RadioGroup>
      </Field>
      <Link as="button" type="button" onClick={() => go("rules")}>
        {t("wizard.by_rule")}
      </Link>
      <Field label={t("policy.existing")}>
        <RadioGroup
          value={policies.existing_people}
          onChange={(_, { value }) => policy({ existing_people: value as ExistingPeople })}
        >
          <Radio value="update" label={usual(t("policy.existing_update"))} />
          <Radio value="fill_gaps" label={t("policy.existing_fill_gaps")} />
          <Radio value="link_only" label={t("policy.existing_link_only")} />
        </RadioGroup>
      </Field>
      <Field label={t("wizard.emptied")}>
        <RadioGroup
          value={emptiedOf(config) ?? ""}
          onChange={(_, { value }) => choose(withEmptied(config, value as WhenEmpty))}
        >
          <Radio value="clear" label={usual(t("mapping.empty.clear"))} />
          <Radio value="keep" label={t("mapping.empty.keep")} />
        </RadioGroup>
      </Field>
      <Field label={t("policy.departments")}>
        <RadioGroup
          value={policies.departments}
          onChange={(_, { value }) => policy({ departments: value as DepartmentPolicy })}
        >
          <Radio value="follow" label={usual(t("policy.departments_follow"))} />
          <Radio value="first_import" label={t("policy.departments_first_import")} />
        </RadioGroup>
      </Field>
    </>
  );
}
