/** Changes of a condition tree, by path: indexes down from the root. Depth is at most two. */

import { type DraftGroup, isGroup, newId } from "@/session/draft/model";

export function depthOf(group: DraftGroup): number {
  return 1 + Math.max(0, ...group.rules.filter(isGroup).map(depthOf));
}

/** A condition of the root becomes the first one of a new group at its place. */
export function intoGroup(root: DraftGroup, path: number[]): DraftGroup {
  const [at, ...deeper] = path;
  if (at === undefined || deeper.length > 0) return root;
  const rules = root.rules.map((node, index) => {
    if (index !== at || isGroup(node)) return node;
    const combinator: DraftGroup["combinator"] = root.combinator === "and" ? "or" : "and";
    return { id: newId(), combinator, rules: [node] };
  });
  return { ...root, rules };
}

/** A condition of a group goes to the root, behind its group; a group left empty goes away. */
export function outOfGroup(root: DraftGroup, path: number[]): DraftGroup {
  const [at, inner] = path;
  const group = at === undefined ? undefined : root.rules[at];
  if (inner === undefined || !group || !isGroup(group)) return root;
  const taken = group.rules[inner];
  if (!taken) return root;
  const left = { ...group, rules: group.rules.filter((node) => node !== taken) };
  const instead = left.rules.length > 0 ? [left, taken] : [taken];
  return { ...root, rules: root.rules.flatMap((node) => (node === group ? instead : [node])) };
}

/** A list with the item at one place moved to another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}
