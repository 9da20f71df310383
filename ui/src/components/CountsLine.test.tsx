import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useDone, useOutcome, useSummary } from "./CountsLine";

const none = {
  add: 0,
  update: 0,
  link: 0,
  restore: 0,
  remove: 0,
  conflict: 0,
  not_imported: 0,
  unchanged: 0,
};
const summary = () => renderHook(() => useSummary()).result.current;
const done = () => renderHook(() => useDone()).result.current;

test("the summary names what there is, in one order", () => {
  const counts = {
    ...none,
    add: 12,
    update: 3,
    link: 1,
    restore: 1,
    remove: 2,
    not_imported: 31,
    unchanged: 148,
  };
  expect(summary()(counts), "updates, links and restores are people who change").toBe(
    "12 to add · 5 to update · 2 to remove · 31 not imported · 148 unchanged",
  );
});

test("an empty plan says so first", () => {
  expect(summary()({ ...none, unchanged: 148 }), "never a row of zeros").toBe("No changes · 148 unchanged");
});

test("one is not many", () => {
  expect(summary()({ ...none, conflict: 1 }), "singular").toBe("1 needs a decision");
});

test("what was done stands in the past", () => {
  expect(done()({ ...none, add: 1_200, unchanged: 5 }), "unchanged people were not done").toBe("1,200 added");
});

test("a run that failed or waits is not one without changes", () => {
  const outcome = renderHook(() => useOutcome()).result.current;
  expect(outcome({ result: "failed", counts: none }), "nothing is known of changes").toBe("failed");
  expect(outcome({ result: "held", counts: { ...none, remove: 28 } }), "nobody was removed").toBe(
    "waiting for you",
  );
  expect(outcome({ result: "no_changes", counts: { ...none, unchanged: 5 } }), "really none").toBe(
    "No changes",
  );
});
