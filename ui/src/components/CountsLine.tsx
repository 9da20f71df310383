/** The summary of a plan or run, in the same words everywhere. */

import { useTranslation } from "react-i18next";
import type { Counts, RunView } from "@/contract/types";

const order = ["add", "update", "remove", "conflict", "not_imported", "unchanged"] as const;

/** Updates, links and restores are one number: people who change and stay. */
export function grouped(counts: Counts): Record<(typeof order)[number], number> {
  const { add, remove, conflict, not_imported, unchanged } = counts;
  const update = counts.update + counts.link + counts.restore;
  return { add, update, remove, conflict, not_imported, unchanged };
}

/** How many rows applying would write. */
export function changesIn(counts: Counts): number {
  const { add, update, remove } = grouped(counts);
  return add + update + remove;
}

export function useSummary(): (counts: Counts) => string {
  const { t } = useTranslation();
  return (counts) => {
    const numbers = grouped(counts);
    const said = order.filter((name) => numbers[name] > 0);
    const parts = said.map((name) => t(`summary.${name}`, { count: numbers[name] }));
    if (changesIn(counts) + counts.conflict === 0) parts.unshift(t("summary.no_changes"));
    return parts.join(" · ");
  };
}

/** The same for what was done: only what changed. */
export function useDone(): (counts: Counts) => string {
  const { t } = useTranslation();
  return (counts) => {
    const numbers = grouped(counts);
    const said = (["add", "update", "remove", "conflict"] as const).filter((name) => numbers[name] > 0);
    if (said.length === 0) return t("summary.no_changes");
    return said.map((name) => t(`did.${name}`, { count: numbers[name] })).join(" · ");
  };
}

/** How a run ended. One that failed or waits changed nothing, but that is not the same as no changes. */
export function useOutcome(): (run: Pick<RunView, "result" | "counts">) => string {
  const { t } = useTranslation();
  const done = useDone();
  return ({ result, counts }) =>
    result === "failed" || result === "held" ? t(`sync.${result}`) : done(counts);
}

export function CountsLine({ counts }: { counts: Counts }) {
  return <>{useSummary()(counts)}</>;
}
