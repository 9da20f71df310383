import { screen, within } from "@testing-library/react";
import { getGridApi } from "ag-grid-community";
import { expect, onTestFinished, test, vi } from "vitest";
import { personOf } from "@/platform/fake/list";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

const row = (name: RegExp) => screen.findAllByRole("row", { name });

test("without a connection the preview shows the way to one", async () => {
  const { user } = startApp("first", "preview");
  await expectAccessible();
  await user.click(await button("Go to Connections"));
  expect(await screen.findByText("Connect your Microsoft 365"), "there").toBeVisible();
});

test("the first preview is asked for, and nothing happens before", async () => {
  const { fake } = startApp("before", "preview");
  expect(await screen.findByText("No preview yet"), "an invitation instead of an empty table").toBeVisible();
  expect(
    fake.calls.some(({ command }) => command === "preview"),
    "reading starts by a click only",
  ).toBe(false);
});

test("the preview shows its numbers, its rows and why", async () => {
  startApp("connected", "preview");
  const title = await screen.findByRole("heading", { level: 1, name: /^12 to add/ });
  expect(title, "the summary").toHaveTextContent(
    "12 to add · 5 to update · 2 to remove · 1 needs a decision",
  );
  // A tab keeps room for its bold face by writing its text twice: the first one counts.
  const tabs = (await screen.findAllByRole("tab")).map((tab) => /^\D+\d+/.exec(tab.textContent ?? "")?.[0]);
  expect(tabs, "removals first among the kinds, exact counts").toEqual([
    "All changes20",
    "To remove2",
    "Needs a decision1",
    "To add12",
    "To update5",
    "Not imported31",
    "Unchanged148",
  ]);
  const [leaver] = await row(/Leaves: deleted in Microsoft 365/);
  expect(leaver, "every row answers why").toHaveTextContent("Remove");
  const emptied = "Leaves: no longer matches any rule. Department changed from ‘Sales / DACH’ to (empty).";
  expect((await screen.findAllByText(emptied)).length, "with what changed").toBeGreaterThan(0);
  const added = /New: (matches rule ‘Sales team’|imported like everyone else)/;
  expect((await screen.findAllByText(added)).length, "what is new says so").toBeGreaterThan(0);
  await expectAccessible();
});

test("not imported people stand in a tab of their own, with their reason", async () => {
  const { user } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /Not imported/ }));
  expect((await row(/Not imported: guest \(rule ‘Guests’\)/)).length, "guests").toBeGreaterThan(0);
  expect(screen.getByText("Not imported: 31 people"), "said to screen readers").toBeInTheDocument();
});

test("whom nothing happens to stands last, can be searched, and opens with every field", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /Unchanged/ }));
  const stays = "Stays: nothing changes about this person.";
  expect((await screen.findAllByText(stays)).length, "said in the reason").toBeGreaterThan(0);
  expect((await row(/Paused: changes from Microsoft 365/)).length, "who is paused").toBeGreaterThan(0);
  expect(screen.queryByRole("checkbox"), "there is nothing to leave out").toBeNull();
  await expectAccessible();
  await user.type(screen.getByRole("searchbox", { name: "Search in this tab" }), "anna");
  const query = { tab: "unchanged", search: "anna" };
  await eventually(() => expect(lastCall("plan_rows"), "by the core").toMatchObject({ query }));
  const [first] = await row(/Anna .*Stays/);
  await user.click(within(first as HTMLElement).getAllByRole("gridcell")[0] as HTMLElement);
  const panel = await screen.findByRole("complementary");
  expect(within(panel).getByText("Unchanged"), "what happens: nothing").toBeVisible();
  expect(await within(panel).findByText("Job title"), "its fields as they are").toBeVisible();
  expect(
    within(panel).getByRole("button", { name: "How the rules see this person" }),
    "and the trace",
  ).toBeVisible();
  await expectAccessible();
});

test("an update shows what changes first, and the other fields on request", async () => {
  const { user } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To update/ }));
  const [mover] = await row(/The rules now lead to another department/);
  await user.click(within(mover as HTMLElement).getAllByRole("gridcell")[2] as HTMLElement);
  const panel = await screen.findByRole("complementary");
  expect(within(panel).queryByText("Office"), "not in the way").toBeNull();
  await user.click(await within(panel).findByRole("button", { name: /other fields/ }));
  expect(within(panel).getByText("Office"), "all of the record").toBeVisible();
  expect(
    within(panel).getAllByText("Department", { selector: "dt" }),
    "what changes is told once",
  ).toHaveLength(1);
  await expectAccessible();
});

test("a row opens into a panel that begins with why and strikes the old values", async () => {
  const { user } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To update/ }));
  const [mover] = await row(/The rules now lead to another department/);
  await user.click(within(mover as HTMLElement).getAllByRole("gridcell")[2] as HTMLElement);
  const panel = await screen.findByRole("complementary");
  expect(within(panel).getByText("The rules now lead to another department."), "why").toBeVisible();
  expect(within(panel).getByText("Sales / EMEA").tagName, "the old department is struck through").toBe("DEL");
  await expectAccessible();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("complementary"), "Esc closes it").toBeNull();
});

test("removing people is asked for once more, with the number on the button", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await button("Apply 17 changes and remove 2 people"));
  expect(lastCall("apply"), "not yet").toBeUndefined();
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("Remove 2 people?"), "the question").toBeVisible();
  await expectAccessible();
  await user.click(await inDialog("Apply 17 changes and remove 2 people"));
  expect(await screen.findByText("See employees"), "done").toBeVisible();
  expect(lastCall("apply"), "exactly the plan that was shown").toEqual({
    plan: "plan-12-5-2-1-31-148-13",
    skip: [],
    allowRemovals: false,
  });
});

test("what was applied is said, and the next steps lead to the list and its export", async () => {
  const { user } = startApp("before", "preview");
  await user.click((await screen.findAllByRole("button", { name: "Preview changes" }))[0] as HTMLElement);
  await user.click(await button("Apply 148 changes"));
  expect(await screen.findByText("148 added"), "what was done").toBeVisible();
  await expectAccessible();
  await user.click(await button("Export…"));
  expect(await screen.findByText("Export employees"), "the dialog").toBeVisible();
});

/** Counts how often a live region begins to say something: what it says is taken away again soon. */
function countTold(text: RegExp): () => number {
  let times = 0;
  let telling = new Set<Element>();
  const look = () => {
    const live = [...document.querySelectorAll("[aria-live], [role=status], [role=alert]")];
    const now = live.filter(({ textContent }) => text.test(textContent ?? ""));
    times += now.filter((region) => !telling.has(region)).length;
    telling = new Set(now);
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, characterData: true });
  onTestFinished(() => watch.disconnect());
  return () => times;
}

test("what was applied is told once, and undone from the message, also by keys", async () => {
  const { user, lastCall } = startApp("before", "preview");
  const told = countTold(/148 (changes|added)/);
  await user.click((await screen.findAllByRole("button", { name: "Preview changes" }))[0] as HTMLElement);
  await user.click(await button("Apply 148 changes"));
  const undo = await button("Undo…");
  await expectAccessible();
  await eventually(() => expect(told(), "by one live region, one time").toBe(1));
  await user.keyboard("{Control>}m{/Control}");
  expect(undo.closest("[role=listitem]"), "reached").toHaveFocus();
  await user.click(undo);
  expect(await screen.findByText("148 people leave the list"), "asked first").toBeVisible();
  expect(told(), "and not again since").toBe(1);
  await user.click(await inDialog("Undo this sync"));
  await eventually(() => expect(lastCall("undo_run"), "this run").toBeDefined());
  expect(await screen.findByText("undo"), "what became of it").toBeVisible();
});

test("who is elsewhere by the end of applying is told, with the way to what was done", async () => {
  const { fake, user } = startApp("before", "preview");
  await user.click((await screen.findAllByRole("button", { name: "Preview changes" }))[0] as HTMLElement);
  const { invoke } = fake;
  let arrive: () => void = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  fake.invoke = async (command, args) => {
    if (command === "apply") await arrived;
    return invoke(command, args);
  };
  await user.click(await button("Apply 148 changes"));
  await user.keyboard("{Control>}6{/Control}");
  await screen.findByRole("heading", { level: 1, name: "Employees" });
  arrive();
  await user.click(await button("Show"));
  expect(await screen.findByText("148 added"), "the run").toBeVisible();
  expect(screen.queryByRole("button", { name: "Show" }), "the message is over").toBeNull();
});

test("an applied plan is not offered again when one comes back to the screen", async () => {
  const { user } = startApp("before", "preview");
  await user.click((await screen.findAllByRole("button", { name: "Preview changes" }))[0] as HTMLElement);
  await user.click(await button("Apply 148 changes"));
  await screen.findByText("148 added");
  await user.keyboard("{Control>}8{/Control}");
  await screen.findByRole("heading", { level: 1, name: "History" });
  await user.keyboard("{Control>}2{/Control}");
  expect(await screen.findByText("148 added"), "still what was done").toBeVisible();
  expect(screen.queryByRole("button", { name: "Apply 148 changes" }), "not twice").toBeNull();
});

test("rows can be left out of this run and taken in again", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To remove/ }));
  const [leaver] = await row(/Leaves: deleted/);
  await user.click(within(leaver as HTMLElement).getByRole("checkbox"));
  await user.click(await button("Skip 1 person this time"));
  await user.click(await button("Apply 17 changes and remove 1 person"));
  await user.click(await inDialog(/^Apply/));
  await screen.findByText("See employees");
  expect((lastCall("apply")?.skip as string[]).length, "the ticked one").toBe(1);
});

test("a row that is left out says so, while the columns stay the ones they were", async () => {
  const { user } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To remove/ }));
  const [leaver] = await row(/Leaves: deleted/);
  const table = leaver?.closest<HTMLElement>("[data-region] > *");
  const api = table && getGridApi(table);
  if (!api) throw new Error("no table here");
  const columns = api.getColumnDefs();
  const told = vi.spyOn(api, "updateGridOptions");
  await user.click(within(leaver as HTMLElement).getByRole("checkbox"));
  await user.click(await button("Skip 1 person this time"));
  const [left] = await row(/Leaves: deleted/);
  expect(await within(left as HTMLElement).findByText("Left out"), "in its cell").toBeVisible();
  const keys = told.mock.calls.flatMap(([options]) => Object.keys(options));
  expect(keys, "nothing else").toEqual(["rowClassRules"]);
  expect(api.getColumnDefs(), "as they were").toEqual(columns);
});

test("more removals than the limit hold everything until allowed for this run", async () => {
  const { user, lastCall } = startApp("held", "preview");
  expect(await screen.findByText("28 removals are more than your limit of 13."), "the banner").toBeVisible();
  expect(await button("Apply 17 changes and remove 28 people"), "held").toBeDisabled();
  await expectAccessible();
  await user.click(await button("Show removals"));
  expect(screen.getByRole("tab", { name: /To remove/ }), "the list to check").toHaveAttribute(
    "aria-selected",
    "true",
  );
  await user.click(await button("Allow for this run"));
  await user.click(await button("Apply 17 changes and remove 28 people"));
  await user.click(await inDialog(/^Apply/));
  await screen.findByText("See employees");
  expect(lastCall("apply"), "said to the core").toMatchObject({ allowRemovals: true });
});

test("a broken rule is loud and nothing can be applied", async () => {
  startApp("connected", "preview", ({ world }) => {
    if (!world.preview) return;
    world.preview.blocked = true;
    world.preview.warnings = [{ code: "rule_broken", params: { rule: "Sales", problem: "no such field" } }];
  });
  expect(await screen.findByText("A rule is broken, so nothing can be applied."), "the banner").toBeVisible();
  expect(screen.getByText(/Rule ‘Sales’ is broken: no such field/), "named").toBeVisible();
  expect(await button(/^Apply/), "inert").toBeDisabled();
});

test("a directory without users is held even when removals are allowed", async () => {
  startApp("held", "preview", ({ world }) => {
    world.preview?.warnings.push({ code: "no_users", params: {} });
  });
  expect(await screen.findByText("A directory without users is never applied."), "the reason").toBeVisible();
  expect(screen.queryByRole("button", { name: "Allow for this run" }), "not offered").toBeNull();
});

test("a preview that became stale asks for a new one", async () => {
  const { fake, user } = startApp("connected", "preview");
  await button(/^Apply 17/);
  fake.emit("changed", ["preview"]);
  expect(await screen.findByText("Something changed since this preview."), "the banner").toBeVisible();
  expect(await button(/^Apply 17/), "not what was looked at").toBeDisabled();
  await user.click(screen.getAllByRole("button", { name: "Preview again" })[0] as HTMLElement);
  await eventually(() =>
    expect(screen.queryByText("Something changed since this preview."), "fresh").toBeNull(),
  );
});

test("a window that starts anew does not offer what was applied before", async () => {
  startApp("connected", "preview", ({ world }) => {
    if (world.preview) world.preview = { ...world.preview, plan: "applied", outdated: true };
  });
  expect(await screen.findByText("Something changed since this preview."), "the banner").toBeVisible();
  expect(await button(/^Apply 17/), "it was, or something else happened").toBeDisabled();
  const rail = within(screen.getByRole("navigation", { name: "Screens" }));
  expect(rail.getByRole("button", { name: "Preview" }), "nothing waits").toBeVisible();
});

test("nothing to do is said in words, not by an empty table", async () => {
  startApp("uptodate", "preview");
  expect(await screen.findByText("Everything is up to date"), "good news").toBeVisible();
  expect(screen.getByText("179 people checked. No changes."), "and how many").toBeVisible();
  await expectAccessible();
});

test("stopping a running preview changes nothing", async () => {
  const { fake, user, lastCall } = startApp("connected", "preview");
  await button(/^Apply 17/);
  fake.world.pace = 60;
  await user.keyboard("{F5}");
  const [stop] = await screen.findAllByRole("button", { name: "Stop" });
  await user.click(stop as HTMLElement);
  expect(lastCall("stop"), "the running job").toEqual({ job: 1 });
  expect(await screen.findByText("Stopped."), "what happened").toBeVisible();
  expect(screen.getByText(/Nothing was changed/), "what it means").toBeVisible();
});

test("a failed preview keeps the one before on the screen", async () => {
  const { fake, user } = startApp("connected", "preview");
  await button(/^Apply 17/);
  fake.refuse("preview", failureOf("offline"));
  await user.keyboard("{F5}");
  expect(await screen.findByText("Microsoft 365 cannot be reached."), "the failure").toBeVisible();
  expect(await button(/^Apply 17/), "the last good one").toBeEnabled();
});

test("an apply that is refused says so and offers a new preview", async () => {
  const { fake, user } = startApp("before", "preview");
  await user.click((await screen.findAllByRole("button", { name: "Preview changes" }))[0] as HTMLElement);
  await button("Apply 148 changes");
  fake.refuse("apply", failureOf("plan_outdated"));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Something changed since this preview."), "what happened").toBeVisible();
  expect(
    screen.getAllByRole("button", { name: "Preview again" }).length,
    "in the message too",
  ).toBeGreaterThan(1);
});

test("tabs change by keyboard", async () => {
  const { user } = startApp("connected", "preview");
  await screen.findByRole("tab", { name: /To remove/ });
  await user.keyboard("{Control>}{PageDown}{/Control}");
  expect(screen.getByRole("tab", { name: /To remove/ }), "the next one").toHaveAttribute(
    "aria-selected",
    "true",
  );
});

test("the rule of a row is named, and opens as that rule", async () => {
  const { user } = startApp("connected", "preview");
  const [cell] = await screen.findAllByRole("gridcell", { name: "Sales team" });
  await user.pointer({ target: cell as HTMLElement, keys: "[MouseRight]" });
  await user.click(await screen.findByRole("menuitem", { name: "Open rule" }));
  expect(await screen.findByRole("textbox", { name: "Name" }), "not just any").toHaveValue("Sales team");
});

test("the menu of a row leads to why it is there", async () => {
  const { user } = startApp("connected", "preview");
  const [leaver] = (await row(/Leaves: deleted/)) as [HTMLElement];
  const cell = within(leaver).getAllByRole("gridcell")[2] as HTMLElement;
  await user.pointer({ target: cell, keys: "[MouseRight]" });
  await user.click(await screen.findByRole("menuitem", { name: "Why" }));
  const panel = await screen.findByRole("complementary");
  expect(within(panel).getByText("Leaves: deleted in Microsoft 365."), "the reason first").toBeVisible();
});

test("the rows of a tab are exported as they are shown", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To remove/ }));
  await user.click(await button("Export…"));
  expect(await screen.findByText("2 rows exported."), "this tab").toBeVisible();
  expect(lastCall("plan_rows"), "asked of the same plan").toMatchObject({ query: { tab: "remove" } });
});

test("the rows are searched and sorted by the core, and letters jump to a name", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.type(await screen.findByRole("searchbox", { name: "Search in this tab" }), "berg");
  await eventually(() =>
    expect(lastCall("plan_rows"), "asked once the typing rests").toMatchObject({ query: { search: "berg" } }),
  );
  await user.clear(screen.getByRole("searchbox", { name: "Search in this tab" }));
  const head = await screen.findByRole("columnheader", { name: /^Name/ });
  await user.click(within(head).getByText("Name"));
  await eventually(() =>
    expect(lastCall("plan_rows"), "by name").toMatchObject({ query: { sort: "name", descending: false } }),
  );
  const [cell] = (await screen.findAllByRole("gridcell", { name: /Anna Berg/ })) as [HTMLElement];
  await user.click(cell);
  await user.keyboard("zo");
  await eventually(() => expect(lastCall("plan_jump"), "both letters").toMatchObject({ typed: "zo" }));
});

test("groups that could not be read block, and a look past them applies nothing", async () => {
  const { user, lastCall } = startApp("unread", "preview");
  expect(await screen.findByText("Groups could not be read."), "what happened").toBeVisible();
  expect(screen.queryByText("A rule is broken, so nothing can be applied."), "nothing to mend").toBeNull();
  expect(await button(/^Apply/), "inert").toBeDisabled();
  await expectAccessible();
  await user.click(await button("Show without group rules"));
  expect(await screen.findByText("This is a look only; nothing can be applied."), "marked").toBeVisible();
  expect(lastCall("look"), "of this connection").toEqual({ connection: 1 });
  expect(screen.getByText(/Rule ‘Sales team’ counts as matching nobody here/), "named").toBeVisible();
  await row(/Leaves: deleted in Microsoft 365/);
  expect(screen.queryByRole("button", { name: /^Apply/ }), "no way to apply").toBeNull();
  expect(screen.queryByRole("checkbox"), "nor to leave anybody out").toBeNull();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(lastCall("apply"), "not by keys either").toBeUndefined();
  await expectAccessible();
  expect(await button("Back to the preview"), "the way back is at hand").toHaveFocus();
  await user.click(await button("Back to the preview"));
  expect(await button("Show without group rules"), "where one came from").toBeVisible();
});

test("an administrator signs in right from groups that could not be read", async () => {
  const { user } = startApp("unread", "preview");
  await user.click(await button("Sign in again as an administrator…"));
  expect(await inDialog("Open browser to sign in"), "at this connection").toBeVisible();
});

test("the panel says which fields stay as they were edited here", async () => {
  const { user, fake } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To update/ }));
  const [mover] = await row(/The rules now lead to another department/);
  const name = within(mover as HTMLElement).getAllByRole("gridcell")[2] as HTMLElement;
  const { rows } = (await fake.invoke("plan_rows", {
    plan: fake.world.preview?.plan,
    query: { tab: "update", search: "", sort: null, descending: false },
    start: 0,
    count: 1,
  })) as { rows: { employee: number }[] };
  const id = rows[0]?.employee ?? 0;
  fake.world.edits.set(id, { ...personOf(fake.world, id), pinned: ["mobile_phone"], pinned_at: {} });
  await user.click(name);
  const panel = await screen.findByRole("complementary");
  expect(await within(panel).findByText("Kept: you edited Mobile phone here."), "who wins").toBeVisible();
  const dates = { fax: "2026-11-03T10:00:00Z", office: "2026-11-03T10:00:00Z" };
  const pinned = ["mobile_phone", "fax", "office"];
  fake.world.edits.set(id, { ...personOf(fake.world, id), pinned, pinned_at: dates });
  fake.emit("changed", ["employees"]);
  expect(
    await within(panel).findByText("Kept: you edited Fax and Office on Nov 3, 2026."),
    "and since when, as far as that is known",
  ).toBeVisible();
  expect(
    within(panel).getByText("Kept: you edited Mobile phone here."),
    "no day that is another field's",
  ).toBeVisible();
});
