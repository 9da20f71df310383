/** What the parts of the condition editor share: the query builder hands it down to all of them. */

import type { FieldInfo, NodeCount, RuleProblem } from "@/contract/types";
import type { DraftGroup } from "@/session/draft/model";

export interface EditorContext {
  connection: number;
  fields: FieldInfo[];
  /** Index of the rule that is edited. */
  rule: number;
  problems: RuleProblem[];
  /** Counts of the nodes below the root; undefined before anything was counted. */
  nodes: NodeCount[] | undefined;
  /** The counts are of an earlier state. */
  old: boolean;
  root: DraftGroup;
  /** Replaces the tree; for changes the query builder has no word for. */
  change(root: DraftGroup): void;
}

/** The count of a node by its path; null: broken, undefined: not counted yet. */
export function countAt(
  nodes: NodeCount[] | undefined,
  [at, inner]: readonly number[],
): number | null | undefined {
  const node = at === undefined ? undefined : nodes?.[at];
  return inner === undefined ? node?.people : node?.conditions[inner];
}
