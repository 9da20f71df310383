/** Departments that a configuration names, under their new names. */

import type { Config, Then } from "@/contract/types";

type Named = Pick<Config, "default_department" | "otherwise"> & { rules: { then: Then }[] };

export function renamed<T extends Named>(config: T, from: string, to: string): T {
  const path = (old: string) => pathAfter(old, from, to);
  const then = (old: Then): Then =>
    "import" in old && "department" in old.import
      ? { import: { department: path(old.import.department) } }
      : old;
  return {
    ...config,
    default_department: path(config.default_department),
    otherwise: then(config.otherwise),
    rules: config.rules.map((rule) => ({ ...rule, then: then(rule.then) })),
  };
}

/** The path itself or one below it; everything else stays. */
function pathAfter(path: string, from: string, to: string): string {
  const [own, old] = [path.toLowerCase(), from.toLowerCase()];
  return own === old || own.startsWith(`${old} / `) ? to + path.slice(from.length) : path;
}
