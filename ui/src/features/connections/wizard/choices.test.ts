import { expect, test } from "vitest";
import type { RuleTemplate } from "@/contract/types";
import { fresh, templates } from "@/platform/fake/rules/configuration";
import { whoOf } from "./choices";

test("who comes in is known by what the rules do, whatever language they were named in", () => {
  const known: RuleTemplate[] = templates.map((template) => ({ ...template, people: null }));
  const german = { ...fresh, rules: fresh.rules.map((rule) => ({ ...rule, name: "Gäste" })) };
  expect(whoOf(german, known), "named before the language was changed").toBe("everyone_but_guests");
  const off = { ...fresh, rules: fresh.rules.map((rule) => ({ ...rule, enabled: false })) };
  expect(whoOf(off, known), "does something else").toBeUndefined();
});
