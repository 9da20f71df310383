/** Whom a rule would take elsewhere than an upper one does, which is asked first. */

import { useTranslation } from "react-i18next";
import type { Overlap, Then } from "@/contract/types";
import type { Draft } from "@/session/draft/model";
import styles from "./Departments.module.css";

export interface ConflictsProps {
  draft: Draft;
  /** Of the rule. */
  index: number;
  overlaps: Overlap[];
}

export function Conflicts({ draft: { rules, default_department }, index, overlaps }: ConflictsProps) {
  const { t } = useTranslation();
  const placeAt = (at: number) => placeOf(rules[at]?.then, default_department);
  const own = placeAt(index);
  return overlaps.map(({ rule, people: count, first }) => {
    const department = placeAt(rule);
    if (!first || !own || !department || isSame(department, own)) return null;
    const numbers = { upper: rule + 1, lower: index + 1 };
    return (
      <p key={rule} className={styles.conflict}>
        {t("departments.conflict", { ...numbers, count, person: first.name, department })}
      </p>
    );
  });
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Nothing for rules that skip, or whose pattern may lead anywhere: also to the same department. */
function placeOf(then: Then | undefined, otherwise: string): string | undefined {
  if (!then || !("import" in then)) return undefined;
  const place = then.import;
  if ("department" in place) return String(place.department);
  return "pattern" in place ? undefined : otherwise;
}
