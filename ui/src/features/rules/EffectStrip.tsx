/** What the open rule does, in numbers and names, beside the editor. */

import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { PeopleList } from "@/components/PeopleList";
import type { DirectoryPerson, PeopleFound, RulePreview } from "@/contract/types";
import type { DraftRule } from "@/session/draft/model";
import { isOpen } from "@/session/draft/problems";
import type { Counting } from "@/session/draft/useRulePreview";
import { useNavigation } from "@/session/navigation";
import { PeopleCount } from "./PeopleCount";
import styles from "./RulesScreen.module.css";

export interface EffectStripProps {
  rules: DraftRule[];
  /** Of the open rule; undefined for the last line. */
  index: number | undefined;
  counting: Counting;
}

export function EffectStrip({ rules, index, counting }: EffectStripProps) {
  const { t } = useTranslation();
  const { preview, old } = counting;
  const count = index === undefined ? undefined : preview?.rules[index];
  const people = index === undefined ? preview?.everyone_else : count?.deciding;
  const uncounted = preview?.needs_preview && preview.people === 0;
  return (
    <aside className={styles.strip} aria-label={t("rules.effect")}>
      <h2 className={styles.heading}>{t("rules.effect")}</h2>
      {uncounted ? (
        <Uncounted />
      ) : (
        <div className={old ? `${styles.effects} ${styles.old}` : styles.effects} aria-busy={old}>
          <p className={styles.total}>
            <PeopleCount
              people={people}
              counting={counting}
              open={isOpen(preview, rules, index ?? rules.length)}
            />
          </p>
          {preview && <Imported preview={preview} />}
          {count?.overlaps.map(({ rule, people: shared }) => (
            <p key={rule} className={styles.quiet}>
              {t("rules.overlap", { number: rule + 1, name: rules[rule]?.name ?? "", count: shared })}
            </p>
          ))}
          {preview?.open === 0 && <Compared preview={preview} />}
          {count && <First people={count.first} total={people ?? 0} />}
        </div>
      )}
    </aside>
  );
}

/** While a rule is broken, the sum would be of those above it only. */
function Imported({ preview: { imported, people, open } }: { preview: RulePreview }) {
  const { t } = useTranslation();
  return <p>{open > 0 ? t("rules.open", { count: open }) : t("rules.imported", { imported, people })}</p>;
}

function Uncounted() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <div className={styles.effects}>
      <p>{t("rules.uncounted")}</p>
      <Button onClick={() => go("preview")}>{t("action.preview")}</Button>
    </div>
  );
}

function Compared({ preview: { joins, leaves } }: { preview: RulePreview }) {
  const { t } = useTranslation();
  return (
    <div>
      <h3 className={styles.small}>{t("rules.compared")}</h3>
      {joins.count + leaves.count === 0 && <p>{t("rules.same_people")}</p>}
      <Who found={joins} title={t("rules.join", { count: joins.count })} className={styles.joins} />
      <Who found={leaves} title={t("rules.leave", { count: leaves.count })} className={styles.leaves} />
    </div>
  );
}

function Who({ found, title, className }: { found: PeopleFound; title: string; className?: string }) {
  if (found.count === 0) return null;
  return (
    <details className={styles.found}>
      <summary className={className}>{title}</summary>
      <PeopleList people={found.first} total={found.count} />
    </details>
  );
}

function First({ people, total }: { people: DirectoryPerson[]; total: number }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <div>
      <h3 className={styles.small}>{t("rules.first")}</h3>
      <PeopleList people={people} total={Math.max(total, people.length)} />
    </div>
  );
}
