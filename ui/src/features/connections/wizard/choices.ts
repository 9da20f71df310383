/** The handful of choices a new connection begins with, as parts of its configuration. */

import type { Config, RuleTemplate, TemplateCode, WhenEmpty } from "@/contract/types";

/** Who comes in, as far as it can be said without writing a rule. */
export const whoChoices = [
  "everyone_but_guests",
  "with_department",
  "licensed",
] as const satisfies TemplateCode[];
export type Who = (typeof whoChoices)[number];

/** `undefined`: by rules that somebody wrote. */
export function whoOf(config: Config, templates: RuleTemplate[]): Who | undefined {
  const same = templates.find((template) => sorting(template.config) === sorting(config));
  return whoChoices.find((code) => code === same?.code);
}

export function withWho(config: Config, { config: template }: RuleTemplate): Config {
  return { ...config, rules: template.rules, otherwise: template.otherwise };
}

/** Whatever the rules are called: they have the language they were made in. */
function sorting({ rules, otherwise }: Config): string {
  return JSON.stringify([rules.map((rule) => ({ ...rule, name: "" })), otherwise]);
}

/** What becomes of fields that are emptied in Microsoft 365; `undefined`: not the same for all. */
export function emptiedOf({ mapping }: Config): WhenEmpty | undefined {
  const all = new Set(Object.values(mapping).map(({ when_empty }) => when_empty));
  return all.size === 1 ? [...all][0] : undefined;
}

export function withEmptied(config: Config, when_empty: WhenEmpty): Config {
  const entries = Object.entries(config.mapping).map(([field, how]) => [field, { ...how, when_empty }]);
  return { ...config, mapping: Object.fromEntries(entries) };
}
