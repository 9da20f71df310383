import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { runAt } from "@/platform/fake/world";
import { expectAccessible, startApp } from "../../../test/app";
import { byDay } from "./entries";

test("an empty history says what will be there", async () => {
  startApp("first", "history");
  expect(await screen.findByText("No syncs yet"), "no empty table").toBeVisible();
  await expectAccessible();
});

test("runs stand by day with what they did and why they failed", async () => {
  startApp("connected", "history");
  expect(await screen.findByText("12 added · 5 updated · 2 removed"), "what was done").toBeVisible();
  expect(screen.getByText(/28 removals are more than the limit of 13/), "held").toBeVisible();
  expect(screen.getByText(/Microsoft 365 is busy/), "failed").toBeVisible();
  await expectAccessible();
});

test("runs without changes fold into one line", () => {
  const quiet = (run: number) => runAt(run, 0, { result: "no_changes" });
  const [day] = byDay([quiet(5), quiet(4), runAt(3, 0, {}), quiet(2)]);
  expect(
    day?.entries.map((entry) => ("quiet" in entry ? entry.quiet : entry.run.run)),
    "two in a row fold, one does not",
  ).toEqual([2, 3, 2]);
});
