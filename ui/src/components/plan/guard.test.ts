import { expect, test } from "vitest";
import type { Preview } from "@/contract/types";
import { previewOf } from "@/platform/fake/plan";
import { holdOf } from "./guard";

const shape = { add: 1, update: 0, remove: 0, conflict: 0, not_imported: 0, unchanged: 9, limit: 5 };
const preview = (more: Partial<typeof shape> = {}): Preview =>
  previewOf({ ...shape, ...more }, 1, "Contoso", new Date(0));
const plain = { stale: false, allowed: false };
const allowed = { stale: false, allowed: true };
const nobody = { writes: 0, removals: 0 };

test("removals up to the limit pass, one more is held", () => {
  expect(holdOf(preview({ remove: 5 }), nobody, plain), "the limit itself").toBeUndefined();
  expect(holdOf(preview({ remove: 6 }), nobody, plain), "one above").toBe("limit");
});

test("removals left out of the run do not count", () => {
  expect(holdOf(preview({ remove: 6 }), { writes: 1, removals: 1 }, plain), "five remain").toBeUndefined();
});

test("allowing lifts the limit but nothing else", () => {
  const broken = { ...preview({ remove: 6 }), blocked: true };
  expect(holdOf(preview({ remove: 6 }), nobody, allowed), "allowed").toBeUndefined();
  expect(holdOf(broken, nobody, allowed), "a broken rule stays").toBe("blocked");
});

test("a plan of which everything is left out has nothing to apply", () => {
  expect(holdOf(preview(), { writes: 1, removals: 0 }, plain), "the only change was skipped").toBe("nothing");
});

test("a stale preview is held whatever it says", () => {
  expect(holdOf(preview(), nobody, { stale: true, allowed: true }), "what was looked at is past").toBe(
    "stale",
  );
});
