import { expect, test } from "vitest";
import type { JobEvent } from "@/contract/types";
import { withEvent } from "./jobs";

const event = (job: number, phase: JobEvent["phase"], done = 0): JobEvent => ({
  job,
  connection: 1,
  phase,
  done,
  total: null,
});

test("the newest event of a job replaces its earlier one", () => {
  const jobs = withEvent([event(1, "reading_users", 80)], event(1, "reading_users", 160));
  expect(jobs, "one line per job").toEqual([event(1, "reading_users", 160)]);
});

test("a finished job disappears and the others stay", () => {
  const jobs = withEvent([event(1, "planning"), event(2, "exporting")], event(1, "finished"));
  expect(
    jobs.map(({ job }) => job),
    "only the second is running",
  ).toEqual([2]);
});

test("jobs keep their places while they report", () => {
  const jobs = withEvent([event(1, "planning"), event(2, "exporting")], event(1, "applying"));
  expect(
    jobs.map(({ job }) => job),
    "no line jumps",
  ).toEqual([1, 2]);
});
