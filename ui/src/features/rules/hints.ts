/** What can be said about a rule without counting: contradictions, and length. */

import { counting, type DraftCondition, type DraftGroup, isGroup } from "@/session/draft/model";

/** More conditions than this are hard to check by eye. */
export const longRule = 8;

/** Fields that hold several values can be several things at once. */
const several = /^(proxyAddresses|otherMails|businessPhones|assignedLicenses|memberOf|memberOfNested)$/;

export interface Contradiction {
  field: string;
  one: string;
  other: string;
}

/** Two values asked of one field at once, where all conditions have to hold. */
export function contradiction(who: DraftGroup): Contradiction | undefined {
  const asked = new Map<string, string>();
  for (const { field, operator, value } of certain(who)) {
    const text = String(value ?? "").trim();
    if (operator !== "equals" || !text || several.test(field)) continue;
    const before = asked.get(field);
    if (before && before.toLowerCase() !== text.toLowerCase()) return { field, one: before, other: text };
    asked.set(field, text);
  }
  return undefined;
}

/** Conditions that have to hold in every case. */
function certain(group: DraftGroup): DraftCondition[] {
  const nodes = counting(group);
  if (group.combinator === "or" && nodes.length > 1) return [];
  return nodes.flatMap((node) => (isGroup(node) ? certain(node) : [node]));
}

export function isLong(who: DraftGroup): boolean {
  return asked(who).length > longRule;
}

function asked(group: DraftGroup): DraftCondition[] {
  return counting(group).flatMap((node) => (isGroup(node) ? asked(node) : [node]));
}
