import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { TableFile } from "@/contract/types";
import { failureOf, noCounts, runAt } from "@/platform/fake/world";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";
import { byDay } from "./entries";

test("an empty history says what will be there", async () => {
  startApp("first", "history");
  expect(await screen.findByText("No syncs yet"), "no empty table").toBeVisible();
  await expectAccessible();
});

const showAll = async (user: ReturnType<typeof startApp>["user"]) =>
  user.click(await screen.findByRole("tab", { name: "All" }));

test("runs stand by day with what they did and why they failed", async () => {
  const { user } = startApp("connected", "history");
  await showAll(user);
  expect(await screen.findByText("12 added · 5 updated · 2 removed"), "what was done").toBeVisible();
  expect(screen.getByText(/28 removals are more than the limit of 13/), "held").toBeVisible();
  expect(screen.getByText(/Microsoft 365 is busy/), "failed").toBeVisible();
  await expectAccessible();
});

test("runs without changes fold into one line", () => {
  const quiet = (run: number) => runAt(run, 0, { result: "no_changes" });
  const [day] = byDay([quiet(5), quiet(4), runAt(3, 0, {}), quiet(2)], "all");
  expect(
    day?.entries.map((entry) => ("quiet" in entry ? entry.quiet.length : entry.run.run)),
    "two in a row fold, one does not",
  ).toEqual([2, 3, 2]);
});

test("a run opens with what it did to whom, and is taken back by keyboard", async () => {
  const { user, lastCall } = startApp("connected", "history");
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  expect((await screen.findAllByText("Removed"))[0], "what was done").toBeVisible();
  await expectAccessible();
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText("12 people leave the list"), "who leaves").toBeVisible();
  expect(screen.getByText("2 people come back"), "who comes back").toBeVisible();
  expect(
    screen.getByText(/the next sync would make the same changes again/),
    "easily forgotten",
  ).toBeVisible();
  await user.click(await inDialog("Undo this sync"));
  expect(await screen.findByText("undo"), "a run of its own").toBeVisible();
  expect(lastCall("undo_run"), "this run").toEqual({ run: 9 });
  await user.keyboard("{Escape}");
  expect(await screen.findByText("Undone"), "marked").toBeVisible();
});

test("only of what the next sync would do again is that said, and automatic sync switched off", async () => {
  const { user, fake, lastCall } = startApp("connected", "history", ({ world }) => {
    const undo = runAt(12, 0, { trigger: "undo", counts: { ...noCounts, update: 3 } });
    world.runs = [undo, ...world.runs.map((r) => (r.run === 9 ? { ...r, undone_by: 12 } : r))];
  });
  await user.click(await button(/3 updated/));
  await user.click(await button("Undo this sync…"));
  expect(await screen.findByText(/people get their old values back/), "what it would do").toBeVisible();
  const warning = /the next sync would make the same changes again/;
  expect(screen.queryByText(warning), "the list becomes what sync had made of it").toBeNull();
  expect(
    screen.queryByRole("checkbox", { name: /Switch off the automatic sync/ }),
    "no reason to",
  ).toBeNull();
  await user.click(await inDialog("Undo this sync"));
  await eventually(() => expect(lastCall("undo_run"), "done").toEqual({ run: 12 }));
  expect(await screen.findByText(/is undone\.$/), "and said").toBeVisible();
  expect(lastCall("switch_schedule"), "automatic sync stays as it is").toBeUndefined();
  expect(fake.world.runs.find(({ run }) => run === 12)?.undone_by, "taken back").not.toBeNull();
});

test("what a message leads to is shown while one looks at another run", async () => {
  const { user } = startApp("connected", "history");
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  await user.keyboard("{Control>}1{/Control}");
  await user.click(await button("Sync now"));
  await button("Show");
  await user.keyboard("{Control>}8{/Control}");
  await showAll(user);
  await user.click(await button(/28 removals are more than the limit of 13/));
  await user.click(await button("Show"));
  expect(await button("Export report…"), "the sync").toBeVisible();
  expect(screen.queryByText(/28 removals are more than/), "instead of the one before").toBeNull();
});

test("a run that was looked at before shows what the log says of that reading, too", async () => {
  const span: [string, string] = ["2026-11-20T08:00:00Z", "2026-11-20T08:00:09Z"];
  const { user, fake } = startApp("connected", "history", ({ world }) => {
    const run = world.runs.find(({ run }) => run === 9);
    if (run?.read) run.read.span = span;
  });
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  await user.click(await button("What the log says of this run"));
  const { started_at, finished_at } = fake.world.runs.find(({ run }) => run === 9) ?? runAt(9, 0, {});
  const asked = () => fake.calls.filter(({ command }) => command === "log_lines").map(({ args }) => args);
  await eventually(() =>
    expect(asked(), "each stretch by itself").toEqual([
      { from: span[0], to: span[1] },
      { from: started_at, to: finished_at },
    ]),
  );
  expect((await screen.findByText(/08:00:00.104220Z/)).textContent, "one text").toContain(
    started_at.slice(0, 19),
  );
});

test("a run shows what the log says of its time, to be copied", async () => {
  const { user, fake, lastCall } = startApp("connected", "history");
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  expect(lastCall("log_lines"), "not read before somebody looks").toBeUndefined();
  await user.click(await button("What the log says of this run"));
  expect(await screen.findByText(/read connection=1 mode=Full requests=5/), "its lines").toBeVisible();
  const { started_at, finished_at } = fake.world.runs.find(({ run }) => run === 9) ?? runAt(9, 0, {});
  expect(lastCall("log_lines"), "of its time").toEqual({ from: started_at, to: finished_at });
  await expectAccessible();
  await user.click(await button("Copy log"));
  await eventually(() => expect(fake.copied.at(-1), "the same").toMatch(/requests=5/));
});

test("a run the log says nothing of says so", async () => {
  const { user } = startApp("connected", "history", ({ world }) => {
    world.log = [];
  });
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  await user.click(await button("What the log says of this run"));
  expect(await screen.findByText(/^Nothing: the log does not reach back/), "no empty box").toBeVisible();
  expect(screen.queryByRole("button", { name: "Copy log" }), "nothing to copy").toBeNull();
});

test("a run that was held leads to a preview of its connection", async () => {
  const { user, lastCall } = startApp("connected", "history");
  await showAll(user);
  await user.click(await button(/28 removals are more than the limit/));
  expect(screen.queryByRole("button", { name: "Undo this sync…" }), "nothing happened").toBeNull();
  await user.click(await button("Review"));
  expect(await screen.findByRole("heading", { level: 1, name: /^12 to add/ }), "as it is now").toBeVisible();
  expect(lastCall("preview"), "of that connection").toMatchObject({ connection: 1 });
});

test("what failed says why and offers to try again; filters leave the rest out", async () => {
  const { user } = startApp("connected", "history");
  await user.click(await screen.findByRole("tab", { name: "Needs attention" }));
  expect(screen.queryByText("12 added · 5 updated · 2 removed"), "applied").toBeNull();
  await user.click(await button(/Microsoft 365 is busy/));
  expect(await button("Try again"), "the way on").toBeEnabled();
});

test("a run that failed for want of a sign-in leads to that sign-in", async () => {
  const { user, lastCall } = startApp("connected", "history", ({ world }) => {
    world.runs = [runAt(9, 0, { result: "failed", error: failureOf("sign_in_needed") })];
  });
  await user.click(await button(/Microsoft asks for a new sign-in/));
  await user.click(await button("Sign in again…"));
  await user.click(await button("Open browser to sign in"));
  await eventually(() => {
    expect(lastCall("begin_sign_in_again"), "of that connection").toMatchObject({ connection: 1 });
  });
  expect(lastCall("preview"), "without another try that cannot work").toBeUndefined();
});

test("a run that left the kept file as it was says so, wherever it is shown", async () => {
  const { user } = startApp("connected", "history", ({ world }) => {
    const failure = failureOf("file_not_writable", { path: "/shared/people.xlsx" });
    world.runs = world.runs.map((run) => (run.run === 9 ? { ...run, refresh_failure: failure } : run));
  });
  const title = "The file that is kept up to date was not rewritten.";
  expect(await screen.findByText(title), "in the list").toBeVisible();
  await user.click(await screen.findByRole("tab", { name: "Needs attention" }));
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  expect(await screen.findByText(title), "and on its page").toBeVisible();
  expect(screen.getByText(/\/shared\/people.xlsx could not be written/), "why").toBeVisible();
  expect(screen.getByText("Applied"), "the run is what it was").toBeVisible();
  await expectAccessible();
});

test("runs without changes unfold", async () => {
  const { user } = startApp("connected", "history", ({ world }) => {
    world.runs = [runAt(3, 0, { result: "no_changes" }), runAt(2, 0, { result: "no_changes" })];
  });
  await user.click(await button("2 syncs without changes"));
  expect(screen.getAllByRole("button", { name: /No changes/ }), "each of them").toHaveLength(2);
});

test("the runs of one person are found by name, and taken back from the list by key", async () => {
  const { user, lastCall } = startApp("connected", "history");
  const line = await button(/12 added · 5 updated · 2 removed/);
  line.focus();
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText("12 people leave the list"), "the question first").toBeInTheDocument();
  await user.click(await inDialog("Back"));

  await user.keyboard("{Control>}f{/Control}");
  await user.type(screen.getByRole("combobox", { name: "Runs that touched…" }), "anna");
  await user.click((await screen.findAllByRole("option", { name: /^Anna Berg/ }))[0] as HTMLElement);
  expect(lastCall("runs_of"), "by the person's number").toEqual({ person: 1 });
  expect(await button(/Touched Anna Berg/), "said, and a way back").toBeVisible();
  expect(screen.queryByText(/Microsoft 365 is busy/), "a failed run touched nobody").toBeNull();
  await expectAccessible();
});

test("what a run did is kept as a workbook in the words of the screen", async () => {
  const { user, fake, lastCall } = startApp("connected", "history");
  fake.saveTo = "/home/admin/report.xlsx";
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  await user.click(await button("Export report…"));
  expect(await screen.findByText("19 rows exported."), "everybody").toBeVisible();
  const { table } = lastCall("write_table") as { table: TableFile };
  expect(table.header, "named as on the screen").toEqual([
    "Change",
    "Name",
    "Email",
    "Department",
    "What changes",
    "Why",
    "Rule",
  ]);
  expect(table.rows, "one row each").toHaveLength(19);
  expect(table.rows.flat().join(" "), "reasons in words, not codes").not.toMatch(
    /matches_rule|source_changed/,
  );
});

test("the list goes back to how a run left it, all later runs at once", async () => {
  const { user, lastCall } = startApp("connected", "history");
  await user.click(await button(/148 added/));
  await user.click(await button("Restore to here…"));
  const dialog = await screen.findByRole("dialog");
  expect(dialog, "how many runs").toHaveTextContent(/1 later sync of Contoso Germany is undone/);
  expect(dialog, "and what becomes of whom").toHaveTextContent(/12 people leave the list/);
  expect(dialog, "who is kept").toHaveTextContent(/1 person was edited since and stays as is: Anna Berg/);
  await expectAccessible();
  await user.click(await inDialog("Restore to here"));
  expect(await screen.findByText("Undone"), "back in the history, marked").toBeVisible();
  expect(lastCall("restore_to"), "to this run").toEqual({ run: 4 });
  expect(lastCall("switch_schedule"), "or the next sync would do it again").toEqual({
    connection: 1,
    enabled: false,
  });
});

test("nothing later, no way back to the newest run", async () => {
  const { user } = startApp("connected", "history");
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  await button("Undo this sync…");
  expect(screen.queryByRole("button", { name: "Restore to here…" }), "no dead button").toBeNull();
});

test("what was done is compared with the preview it was made from", async () => {
  const { user } = startApp("connected", "history");
  await user.click(await button(/12 added · 5 updated · 2 removed/));
  await user.click(await button("Compared with its preview"));
  const rows = screen.getAllByRole("row").map(({ textContent }) => textContent);
  expect(rows, "what was shown, and what became of it").toContain("To remove32");
  expect(screen.getByText("2 people were left out by hand."), "why they differ").toBeVisible();
  await expectAccessible();
});

test("a sync that nobody looked at before says so", async () => {
  const { user } = startApp("connected", "history");
  await user.click(await button(/148 added/));
  await user.click(await button("Compared with its preview"));
  expect(screen.getByText(/did everything its plan said/), "no invented preview").toBeVisible();
});

test("a failed run says how long it took, and its codes can be copied without a name in them", async () => {
  const { user, fake } = startApp("connected", "history");
  await showAll(user);
  await user.click(await button(/^.*Failed after 14 s.*Microsoft 365 is busy.*Retried 3 times\./));
  expect(
    screen.getByText("Failed after 14 s. Retried 3 times. Nothing changed."),
    "what it means",
  ).toBeVisible();
  await user.click(await button("Details for support"));
  await user.click(await button("Copy diagnostics"));
  await eventually(() =>
    expect(fake.copied.at(-1), "codes and numbers").toMatch(/^run 5: scheduled, failed\n/),
  );
  expect(fake.copied.at(-1), "nobody's name").not.toMatch(/[Cc]ontoso/);
});

test("at first only what changed shows, quiet times in one line, and what still waits", async () => {
  const { user } = startApp("connected", "history", ({ world }) => {
    const held = runAt(10, 0.1, {
      result: "held",
      error: failureOf("held", { removals: "28", limit: "13" }),
    });
    world.runs = [held, ...world.runs];
  });
  expect(await screen.findByRole("tab", { name: "With changes" }), "the first filter").toHaveAttribute(
    "aria-selected",
    "true",
  );
  expect(await button(/12 added · 5 updated · 2 removed/), "what changed").toBeVisible();
  expect(screen.getAllByText(/28 removals are more than the limit of 13/), "one waits").toHaveLength(1);
  expect(screen.queryByText(/Microsoft 365 is busy/), "the other trouble is over").toBeNull();
  await user.click(await button("2 syncs without changes"));
  expect(screen.getAllByRole("button", { name: /No changes/ }), "folded, whatever the day").toHaveLength(2);
  await showAll(user);
  expect(await screen.findByText(/Microsoft 365 is busy/), "nothing is lost").toBeVisible();
  await expectAccessible();
});

test("a run tells whom it left as they were, and why", async () => {
  const { user, lastCall } = startApp("connected", "history");
  await user.click(await button(/12 added.*2 people were left as they are/));
  await user.click(await screen.findByRole("tab", { name: /Left as they are/ }));
  expect((await screen.findAllByText("You left this out of this run."))[0], "by hand").toBeVisible();
  expect(screen.getByText(/The record from Microsoft 365 could not be understood/), "unread").toBeVisible();
  expect(lastCall("run_rows"), "of that run").toMatchObject({ run: 9, tab: "not_imported" });
  await expectAccessible();
});

test("of a very old run the numbers are left, and no way to undo it", async () => {
  const { user } = startApp("connected", "history", ({ world }) => {
    world.runs = world.runs.map((run) => (run.run === 4 ? { ...run, summary_only: true } : run));
  });
  await user.click(await button(/148 added/));
  expect(await screen.findByText(/can no longer be undone/), "said").toBeVisible();
  expect(screen.queryByRole("button", { name: "Undo this sync…" }), "no dead button").toBeNull();
  expect(await button("Restore to here…"), "what came later still can be").toBeEnabled();
  expect(screen.queryByRole("grid"), "no empty table").toBeNull();
});
