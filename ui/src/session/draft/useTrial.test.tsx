import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Config, RulePreview } from "@/contract/types";
import { fakePlatform } from "@/platform/fake/fakePlatform";
import { fresh } from "@/platform/fake/rules/configuration";
import { worldOf } from "@/platform/fake/scenarios";
import { failureOf } from "@/platform/fake/world";
import { install } from "@/platform/platform";
import { useTrial } from "./useTrial";

interface Question {
  department: string;
  answer(): void;
  stop(): void;
}

/** Every question of the screen, to be answered when the test says so, or at once. */
let asked: Question[] = [];
let atOnce = false;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  atOnce = false;
  const fake = fakePlatform(worldOf("connected"));
  install({
    ...fake,
    invoke: (_, args) => {
      const department = (args?.config as Config).default_department;
      if (atOnce) return Promise.resolve(found(department));
      return new Promise((resolve, reject) => {
        const question = {
          department,
          answer: () => resolve(found(department)),
          stop: () => reject(failureOf("stopped")),
        };
        asked.push(question);
      });
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const found = (department: string) => ({ department }) as unknown as RulePreview;
const draft = (default_department: string): Config => ({ ...fresh, default_department });
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

function edit(first: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(
    ({ department }) => useTrial("preview_rules", draft(department), { connection: 1 }),
    { wrapper, initialProps: { department: first } },
  );
  const shown = () => (result.current.preview as { department?: string } | undefined)?.department;
  return { result, shown, type: (department: string) => rerender({ department }) };
}

test("the old answer stays, marked as old, until the new one is there", async () => {
  const { result, shown, type } = edit("A");
  asked[0]?.answer();
  await pass(1);
  expect([shown(), result.current.old], "the first answer").toEqual(["A", false]);
  type("B");
  expect([shown(), result.current.old], "not yet asked, but no longer true").toEqual(["A", true]);
  await pass(200);
  expect([shown(), result.current.old], "asked").toEqual(["A", true]);
  asked[1]?.answer();
  await pass(1);
  expect([shown(), result.current.old], "answered").toEqual(["B", false]);
});

test("a word typed in one go is one question", async () => {
  const { type } = edit("");
  for (const word of ["S", "Sa", "Sal", "Sale", "Sales"]) {
    type(word);
    await pass(50);
  }
  await pass(1_000);
  expect(
    asked.map(({ department }) => department),
    "the beginning and the whole word",
  ).toEqual(["", "Sales"]);
});

test("a question that was stopped but is again the one to answer is asked once more", async () => {
  const { result, shown, type } = edit("A");
  asked[0]?.answer();
  await pass(1);
  type("B");
  await pass(200);
  type("C");
  await pass(200);
  type("B");
  await pass(200);
  asked[1]?.stop();
  await pass(1);
  expect([result.current.error, shown()], "no failure, and the last numbers stay").toEqual([null, "A"]);
  await pass(200);
  expect(asked.at(-1)?.department, "asked anew").toBe("B");
  asked.at(-1)?.answer();
  await pass(1);
  expect([shown(), result.current.old], "answered").toEqual(["B", false]);
});

test("a stopped question nobody waits for is not asked again", async () => {
  const { type } = edit("A");
  type("B");
  await pass(200);
  asked[0]?.stop();
  asked[1]?.answer();
  await pass(1_000);
  expect(
    asked.map(({ department }) => department),
    "it would stop the newer one in turn",
  ).toEqual(["A", "B"]);
});

test("typing on is not counting, and answers do not lead to further questions", async () => {
  atOnce = true;
  const { result, type } = edit("");
  await pass(1);
  for (let length = 1; length <= 20; length += 1) {
    type("x".repeat(length));
    await pass(100);
    expect(result.current.counting, `nothing is being counted after ${length} letters`).toBe(false);
  }
  await pass(200);
  await pass(1);
  expect(result.current.old, "up to date").toBe(false);
  await pass(5_000);
  expect(result.current.counting, "and at rest").toBe(false);
});

test("counting is said while it takes long, and no longer", async () => {
  const { result } = edit("A");
  await pass(200);
  expect(result.current.counting, "quick counts are not worth a word").toBe(false);
  await pass(200);
  expect(result.current.counting, "this one takes long").toBe(true);
  asked[0]?.answer();
  await pass(1);
  expect(result.current.counting, "over").toBe(false);
  await pass(10_000);
  expect(asked.length, "asked once").toBe(1);
});
