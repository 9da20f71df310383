/** How the rules came to it: every condition with the value they saw. */

import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { CheckIcon, CloseIcon } from "@/components/icons";
import { call, read } from "@/contract/call";
import type { Check, CheckedCondition } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./Trace.module.css";

export interface TraceProps {
  connection: number;
  /** Object id. */
  person: string;
}

export function Trace(props: TraceProps) {
  const { t } = useTranslation();
  return (
    <Accordion collapsible>
      <AccordionItem value="trace">
        <AccordionHeader as="h3">{t("trace.title")}</AccordionHeader>
        <AccordionPanel>
          <Checked {...props} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}

/** Asked for when it is opened: most people need no more than the reason. */
function Checked({ connection, person }: TraceProps) {
  const { t } = useTranslation();
  const rules = useQuery(read("rule_config", { connection }));
  const config = rules.data?.config;
  const check = useQuery({
    queryKey: ["rules", "trace", connection, person],
    queryFn: () => call("check_person", { connection, person, config: config as NonNullable<typeof config> }),
    enabled: config !== undefined,
  });
  const failure = rules.error ?? check.error;
  if (failure) return <FailureMessage failure={failure} />;
  if (!check.data) return <p>{t("common.loading")}</p>;
  return <Conditions check={check.data} />;
}

function Conditions({ check: { conditions, rule } }: { check: Check }) {
  const { t } = useTranslation();
  if (conditions.length === 0) return <p>{t("trace.none")}</p>;
  const names = [...new Set(conditions.map((condition) => condition.rule))];
  return (
    <div className={styles.rules}>
      {names.map((name) => (
        <section key={name}>
          <h4>
            {name} {name === rule && <small>{t("trace.decides")}</small>}
          </h4>
          <ul className={styles.conditions}>
            {conditions
              .filter((condition) => condition.rule === name)
              .map((condition) => (
                <Condition key={JSON.stringify(condition)} condition={condition} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Condition({
  condition: { field, operator, value, seen, matches },
}: {
  condition: CheckedCondition;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const how = t(`operator.${operator as "equals"}`, { defaultValue: operator });
  const said = [words.attribute(field), how, textOf(value)].filter(Boolean).join(" ");
  const saw = textOf(seen) || t("trace.empty");
  const verdict = t(matches === null ? "trace.broken" : matches ? "trace.holds" : "trace.fails");
  return (
    <li>
      <span className={matches ? styles.holds : styles.fails} title={verdict}>
        {matches ? <CheckIcon aria-hidden /> : <CloseIcon aria-hidden />}
        <span className="visually-hidden">{verdict}</span>
      </span>
      <span>
        {said}
        <br />
        <small>{t("trace.seen", { value: saw })}</small>
      </span>
    </li>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.map(textOf).join(", ") : String(value);
}
