/** The conditions that the core's tests are held to, as the editor says them. */

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { renderHook } from "@testing-library/react";
import i18next from "i18next";
import { expect, test } from "vitest";
import type { Condition, Group, Node } from "@/contract/types";
import { changeLanguage } from "@/i18n";
import { useWords } from "@/i18n/words";
import { fits, problemsOf } from "@/platform/fake/rules/evaluate";
import { fromRule, toConfig } from "@/session/draft/model";
import { isBroken } from "@/session/draft/problems";
import { plainly, ruleSentence } from "./sentence";

interface Case {
  name: string;
  condition?: Condition;
  /** Whole rules; without an answer they are broken. */
  who?: Group<Node>;
  person?: Record<string, unknown>;
  /** Of conditions that are sound. */
  matches?: boolean | null;
}

const folder = resolve("../tests/fixtures/rules");
const cases: Case[] = readdirSync(folder).flatMap(
  (file) => (JSON.parse(readFileSync(join(folder, file), "utf8")) as { cases: Case[] }).cases,
);
const conditions = cases.flatMap(({ name, condition, matches }) =>
  condition ? [{ name, condition, sound: matches !== undefined }] : [],
);

const ruleOf = (condition: Condition) =>
  fromRule({ name: "R", note: "", enabled: true, who: { all: [condition] }, then: { import: {} } });

function sentence(condition: Condition): string {
  const words = renderHook(() => useWords()).result.current;
  const { who, then } = ruleOf(condition);
  return plainly(ruleSentence({ t: i18next.t, words, group: (id) => id }, who, then));
}

/** What a person has to find in the sentence again. */
function said({ field, op, value }: Condition): string[] {
  const named = field === "kind" || op === "in_last_days";
  const values = Array.isArray(value) ? value : [value];
  return named
    ? []
    : values.filter((one) => one !== undefined && `${one}`.trim() !== "").map((one) => `${one}`.trim());
}

test.each(["en", "de", "fr"] as const)(
  "every condition of the fixtures reads as a sentence (%s)",
  async (language) => {
    await changeLanguage(language);
    for (const { name, condition } of conditions.filter(({ name }) => !name.includes("grows without"))) {
      const text = sentence(condition);
      expect(text, `${name}: no key instead of words`).not.toMatch(/\b(say|operator|op|field)\.\w/);
      for (const value of said(condition).slice(0, 3))
        expect(text.replace(/\s+/g, " "), `${name}: with its value`).toContain(value.replace(/\s+/g, " "));
    }
    await changeLanguage("en");
  },
);

const rules = cases.flatMap(({ who, ...rest }) => (who ? [{ ...rest, who }] : []));

test("what is turned off in the fixtures leaves the same rule in the editor", () => {
  expect(rules.length, "there are some").toBeGreaterThan(5);
  for (const { name, who, person = {}, matches } of rules) {
    const rule = { name: "R", note: "", enabled: true, who, then: { import: {} } };
    expect(toConfig({ rules: [fromRule(rule)] } as never).rules[0]?.who, name).toEqual(who);
    const source = { object_id: "p", name: "P", email: "", attributes: person };
    expect(fits(who, source), `${name}: who fits here`).toBe(matches ?? false);
    const broken = isBroken(problemsOf(rule, 0), fromRule(rule), 0);
    expect(broken, `${name}: whether anything is left`).toBe(matches === null);
  }
});

test("every sound condition of the fixtures passes through the editor unchanged", () => {
  for (const { name, condition } of conditions.filter(({ sound }) => sound)) {
    const config = toConfig({ rules: [ruleOf(condition)] } as never);
    expect(config.rules[0]?.who, name).toEqual({ all: [condition] });
  }
});
