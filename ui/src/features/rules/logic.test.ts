import { renderHook } from "@testing-library/react";
import i18next from "i18next";
import { expect, test } from "vitest";
import type { Group, Node, Rule, RulePreview, RuleProblem } from "@/contract/types";
import { changeLanguage } from "@/i18n";
import { useWords } from "@/i18n/words";
import { practised } from "@/platform/fake/rules/configuration";
import { begin, edited, redone, undone } from "@/session/draft/history";
import { fromConfig, fromRule, isOffAt, toConfig } from "@/session/draft/model";
import { isBroken, isOpen } from "@/session/draft/problems";
import { nearMiss } from "./check/byRule";
import { afterOperator } from "./editor/values";
import { contradiction, isLong } from "./hints";
import { placeSentence, plainly, ruleSentence } from "./sentence";
import { depthOf, intoGroup, moved, outOfGroup } from "./tree";

const rule = (who: Group<Node>, then: Rule["then"] = { import: {} }) =>
  fromRule({ name: "R", note: "", enabled: true, who, then });
const condition = (field: string, op: string, value?: string | number | string[]) => ({
  field,
  op,
  ...(value !== undefined && { value }),
});
const speaker = () => ({
  t: i18next.t,
  words: renderHook(() => useWords()).result.current,
  group: (id: string) => (id === "g1" ? "Works council" : id),
});
const said = (who: Group<Node>, then?: Rule["then"]) => {
  const { who: tree, then: place } = rule(who, then);
  return plainly(ruleSentence(speaker(), tree, place));
};

test("a configuration comes back from the editor as it went in", () => {
  expect(toConfig(fromConfig(practised)), "nothing is lost or added").toEqual(practised);
});

test("what an operator without a value left behind is not saved", () => {
  const draft = fromConfig(practised);
  const [first] = draft.rules;
  if (!first) throw new Error("there are rules");
  first.who.rules = [{ id: "x", field: "department", operator: "is_empty", value: "Sales" }];
  expect(toConfig(draft).rules[0]?.who, "only field and operator").toEqual({
    all: [{ field: "department", op: "is_empty" }],
  });
});

test("a rule reads as one sentence in which groups keep their brackets", () => {
  const who = {
    all: [
      condition("department", "equals", "Sales"),
      { any: [condition("city", "equals", "Berlin"), condition("city", "equals", "Lyon")] },
    ],
  };
  expect(said(who), "and binds the bracket").toBe(
    "Imports everybody for whom this holds: Department is Sales and (City is Berlin or City is Lyon).",
  );
  expect(said({ all: [condition("kind", "equals", "guest")] }, { skip: true }), "skipping says so").toBe(
    "Skips everybody for whom this holds: Kind is Guest.",
  );
});

const off = (field: string, op: string, value?: string) => ({
  ...condition(field, op, value),
  enabled: false,
});

test("what is turned off is left out of the sentence, of contradictions and of the length", () => {
  const sales = condition("department", "equals", "Sales");
  const places = { any: [off("city", "equals", "Bonn"), condition("city", "equals", "Graz")] };
  expect(said({ all: [sales, off("department", "equals", "IT"), places] }), "what is left, no brackets").toBe(
    "Imports everybody for whom this holds: Department is Sales and City is Graz.",
  );
  expect(said({ all: [sales, { ...places, enabled: false }] }), "a whole group").toBe(
    "Imports everybody for whom this holds: Department is Sales.",
  );
  expect(
    said({ all: [off("city", "is_empty"), { any: [off("city", "is_empty")] }] }),
    "nothing is left",
  ).toBe("All conditions are turned off.");
  const { who } = rule({ all: [sales, off("department", "equals", "IT")] });
  expect(contradiction(who), "the other is not asked").toBeUndefined();
  const many = [...Array.from({ length: 8 }, () => condition("city", "is_empty")), off("city", "is_empty")];
  expect(isLong(rule({ all: many }).who), "eight count").toBe(false);
});

test("conditions and groups stay off on their way through the editor", () => {
  const who = {
    all: [off("city", "is_empty"), { any: [off("city", "equals", "Graz"), condition("state", "is_empty")] }],
  };
  const written = {
    ...practised,
    rules: [{ name: "R", note: "", enabled: true, who, then: { import: {} } }],
  };
  expect(toConfig(fromConfig(written)), "a switch is written where it is off, and nowhere else").toEqual(
    written,
  );
  const groupOff = {
    all: [condition("city", "is_empty"), { any: [condition("state", "is_empty")], enabled: false }],
  };
  const { who: tree, ...rest } = rule(groupOff);
  expect(
    [isOffAt(tree, [0]), isOffAt(tree, [1]), isOffAt(tree, [1, 0])],
    "what it holds is off with it",
  ).toEqual([false, true, true]);
  const problem = { rule: 0, path: [1, 0], code: "group_missing" as const, params: {} };
  expect(isBroken([problem], { ...rest, who: tree }, 0), "and breaks nothing").toBe(false);
  expect(isBroken([{ ...problem, path: [0] }], { ...rest, who: tree }, 0), "what is on does").toBe(true);
});

test("the sentence speaks German and French", async () => {
  const who = {
    any: [condition("memberOf", "member_of", "g1"), condition("employeeHireDate", "in_last_days", 30)],
  };
  await changeLanguage("de");
  expect(said(who), "German").toBe(
    "Importiert alle, für die gilt: ist Mitglied von Works council oder Eintrittsdatum liegt in den letzten 30 Tagen.",
  );
  await changeLanguage("fr");
  expect(said(who), "French").toBe(
    "Importe toutes les personnes pour qui : est membre de Works council ou Date d’embauche date des 30 derniers jours.",
  );
});

test("a half-written condition shows where its value is missing", () => {
  expect(said({ all: [condition("jobTitle", "contains", "")] }), "an ellipsis").toContain(
    "Job title contains …",
  );
  expect(said({ all: [] }), "nobody yet").toBe("No conditions yet: nobody.");
});

test("a value from the directory cannot end its own mark", () => {
  const text = said({ all: [condition("department", "equals", "A\u0002B\u0001C")] });
  expect(text, "control characters are dropped").toContain("Department is ABC");
});

test("a pattern names its fields in words", () => {
  const place = placeSentence(speaker(), { import: { pattern: "{companyName} / {department}" } });
  expect(plainly(place), "friendly names").toBe("into a department by Company / Department");
});

test("two values asked of one field at once can never hold", () => {
  const both = [condition("department", "equals", "Sales"), condition("department", "equals", "IT")];
  expect(contradiction(rule({ all: both }).who), "all of them").toMatchObject({ one: "Sales", other: "IT" });
  expect(contradiction(rule({ any: both }).who), "any of them is fine").toBeUndefined();
  const groups = [condition("memberOf", "equals", "a"), condition("memberOf", "equals", "b")];
  expect(contradiction(rule({ all: groups }).who), "one can be in two groups").toBeUndefined();
  const same = [condition("city", "equals", "Bonn"), condition("city", "equals", "BONN")];
  expect(contradiction(rule({ all: same }).who), "case does not matter").toBeUndefined();
});

test("the advice about length begins above eight conditions", () => {
  const some = (count: number) =>
    rule({ all: Array.from({ length: count }, () => condition("city", "is_empty")) }).who;
  expect([isLong(some(8)), isLong(some(9))], "eight are fine").toEqual([false, true]);
});

test("a condition goes into a group and out again", () => {
  const { who } = rule({ all: [condition("city", "is_empty"), condition("state", "is_empty")] });
  const grouped = intoGroup(who, [0]);
  expect(depthOf(grouped), "one level deeper").toBe(2);
  expect(outOfGroup(grouped, [0, 0]), "an emptied group goes away").toEqual(who);
  expect(intoGroup(grouped, [0]), "a group does not go into a group").toEqual(grouped);
});

test("moving keeps everything and puts one in its new place", () => {
  expect(moved(["a", "b", "c"], 0, 2), "down").toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0), "up").toEqual(["c", "a", "b"]);
});

test("typing a word is one step back, the next thing another", () => {
  let history = begin("");
  for (const [index, text] of ["S", "Sa", "Sales"].entries())
    history = edited(history, text, "name", 1_000 + index * 100);
  history = edited(history, "Sales!", "note", 1_400);
  expect(undone(history).present, "one edit").toBe("Sales");
  expect(undone(undone(history)).present, "the whole word").toBe("");
  expect(redone(undone(history)).present, "and forth").toBe("Sales!");
  expect(
    edited(undone(history), "Other", undefined, 9_000).future,
    "a new edit ends what was undone",
  ).toEqual([]);
});

test("a value follows its operator", () => {
  expect(afterOperator("in", "Sales"), "one becomes a list").toEqual(["Sales"]);
  expect(afterOperator("equals", ["Sales", "IT"]), "the first of a list").toBe("Sales");
});

test("a near miss is one that ‘contains’ would have caught", () => {
  const checked = {
    rule: "R",
    rule_index: 0,
    path: [0],
    field: "department",
    operator: "equals",
    value: "Sales",
    enabled: true,
    matches: false,
  };
  expect(nearMiss({ ...checked, seen: "Sales EMEA" }), "inside a longer value").toBe(true);
  expect(nearMiss({ ...checked, seen: "IT" }), "elsewhere").toBe(false);
});

test("a zero above the first broken rule is certain, from there on it is not", () => {
  const sales = rule({ all: [condition("department", "equals", "Sales")] });
  const off = { ...rule({ all: [] }), enabled: false };
  const rules = [sales, off, sales, rule({ all: [] }), sales];
  const empty = (at: number): RuleProblem => ({ rule: at, path: [], code: "no_conditions", params: {} });
  const preview = { open: 3, problems: [empty(1), empty(3)] } as unknown as RulePreview;
  const open = [0, 1, 2, 3, 4, rules.length].map((at) => isOpen(preview, rules, at));
  expect(open, "one that is off is in nobody's way").toEqual([false, false, false, true, true, true]);
  expect(isOpen({ ...preview, open: 0 }, rules, 4), "nobody is open").toBe(false);
});
