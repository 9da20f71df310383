import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { decisionsFor } from "@/components/plan/rowActions";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

/** Opens the first row whose reason reads like this. Texts are found faster than roles in a table. */
async function open(user: ReturnType<typeof startApp>["user"], reason: RegExp): Promise<void> {
  const [cell] = await screen.findAllByText(reason);
  await user.click(cell as HTMLElement);
  await screen.findByRole("complementary");
}

test("someone is never imported from now on, with a note, and the plan follows at once", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To add/ }));
  await open(user, /everyone else/);
  await user.click(await button("Never import…"));
  await user.type(await screen.findByRole("textbox", { name: "Note" }), "leaves in May");
  await expectAccessible();
  await user.click(await inDialog("Never import"));
  expect(await screen.findByRole("heading", { level: 1, name: /^11 to add/ }), "one fewer").toBeVisible();
  expect(lastCall("edit_person"), "remembered for this account").toMatchObject({
    edit: { decide: { decision: "never", note: "leaves in May" } },
  });
  await user.click(screen.getByRole("tab", { name: /Not imported/ }));
  expect(
    await screen.findByText("Set to ‘Never import’ by hand. leaves in May"),
    "found there, with its reason",
  ).toBeVisible();
  expect(await button(/^Apply 16/), "the new plan can be applied").toBeEnabled();
});

test("someone who left Microsoft 365 can be kept", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To remove/ }));
  await open(user, /Leaves: deleted/);
  await user.click(await button("Keep although gone…"));
  await user.click(await inDialog("Keep in the list"));
  expect(await screen.findByRole("heading", { name: /· 1 to remove ·/ }), "one fewer").toBeVisible();
  expect(lastCall("edit_person"), "sync leaves the person alone").toMatchObject({ edit: { pause: "pause" } });
});

test("a tab whose last row was decided about gives way to all changes", async () => {
  const { user } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To remove/ }));
  const decisions = [
    { reason: /Leaves: deleted/, ask: "Keep although gone…", sure: "Keep in the list" },
    { reason: /Leaves: no longer/, ask: "Always import…", sure: "Always import" },
  ];
  for (const { reason, ask, sure } of decisions) {
    await open(user, reason);
    await user.click(await button(ask));
    await user.click(await inDialog(sure));
    await eventually(() => expect(screen.queryByText(reason), "decided").toBeNull());
    await user.keyboard("{Escape}");
  }
  expect(screen.queryByRole("tab", { name: /To remove/ }), "nobody is left there").toBeNull();
  expect(screen.getByRole("tab", { name: /All changes/ }), "what else there is").toHaveAttribute(
    "aria-selected",
    "true",
  );
  expect((await screen.findAllByText(/everyone else/)).length, "with its rows").toBeGreaterThan(0);
  expect(screen.queryByText(/Everything is up to date/), "and no word of nothing to do").toBeNull();
});

test("what was left out of the run stays left out when another person is decided about", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await screen.findByRole("tab", { name: /To update/ }));
  await open(user, /Changed in Microsoft 365/);
  await user.click(await button("Skip this time"));
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("tab", { name: /To add/ }));
  await open(user, /everyone else/);
  await user.click(await button("Never import…"));
  await user.click(await inDialog("Never import"));
  await user.click(await button("Apply 15 changes and remove 2 people"));
  await user.click(await inDialog(/^Apply/));
  await screen.findByText("See employees");
  expect((lastCall("apply")?.skip as string[]).length, "still").toBe(1);
});

test("the menu of a row opens by keyboard, does what the panel does, and gives the focus back", async () => {
  const { user, fake } = startApp("connected", "preview");
  const [text] = await screen.findAllByText(/Leaves: deleted/);
  const cell = text?.closest<HTMLElement>("[role=gridcell]") as HTMLElement;
  cell.focus();
  fireEvent.keyDown(cell, { key: "F10", shiftKey: true });
  const menu = await screen.findByRole("menu");
  const entries = within(menu)
    .getAllByRole("menuitem")
    .map((entry) => entry.textContent);
  expect(entries, "what fits a leaver").toEqual(["Skip this time", "Keep although gone…", "Why", "Copy row"]);
  await user.click(within(menu).getByRole("menuitem", { name: "Copy row" }));
  await eventually(() => expect(fake.copied.at(-1), "the line").toMatch(/^Remove\t.*\tLeaves: deleted/));
  await eventually(() => expect(screen.queryByRole("menu"), "closed").toBeNull());
});

test("all removals can be left out at once", async () => {
  const { user } = startApp("held", "preview");
  await user.click(await screen.findByRole("tab", { name: /To remove/ }));
  await user.click(await button("Skip all 28 removals this time"));
  expect(await button("Apply 17 changes"), "no longer held").toBeEnabled();
});

test("what was applied stands there person by person and can be taken back", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(await button(/^Apply 17/));
  await user.click(await inDialog(/^Apply/));
  expect(await screen.findByText(/^12 added · 5 updated · 2 removed/), "in numbers").toBeVisible();
  expect((await screen.findAllByText("Removed"))[0], "with a tick and in the past").toBeVisible();
  await user.click(await button("Undo this sync…"));
  expect(await screen.findByText("12 people leave the list"), "what would happen").toBeVisible();
  expect(
    screen.getByText(/1 person was edited since and stays as is: Anna Berg/),
    "who is kept",
  ).toBeVisible();
  await expectAccessible();
  await user.click(await inDialog("Undo this sync"));
  expect(await screen.findByRole("heading", { level: 1, name: "History" }), "a run of its own").toBeVisible();
  expect(lastCall("undo_run"), "this one").toEqual({ run: 16 });
});

test("a preview of long ago says its age", async () => {
  startApp("connected", "preview", ({ world }) => {
    if (world.preview) world.preview.read_at = new Date(Date.now() - 20 * 60_000).toISOString();
  });
  expect(await screen.findByText(/Microsoft 365 was read 20 minutes ago/), "said").toBeVisible();
  expect(await button(/^Apply 17/), "and still good").toBeEnabled();
});

test("printing puts every row of the tab on paper", async () => {
  const { user } = startApp("connected", "preview");
  let paper: string[] = [];
  const print = vi.spyOn(window, "print").mockImplementation(() => {
    paper = [...document.querySelectorAll("[data-paper] tbody tr")].map((line) => line.textContent ?? "");
  });
  await user.click(await screen.findByRole("tab", { name: /To add/ }));
  await user.click(await button("Print"));
  await eventually(() => expect(print, "the system's dialog").toHaveBeenCalledOnce());
  expect(paper, "all of them").toHaveLength(12);
  await eventually(() => expect(document.querySelector("[data-paper]"), "gone again").toBeNull());
});

test("decisions fit the reason", () => {
  const of = (
    kind: "add" | "remove" | null,
    code: "no_rule_matches" | "no_address" | "gone_from_directory",
  ) => decisionsFor({ kind, reason: { code } } as Parameters<typeof decisionsFor>[0]);
  expect(of(null, "no_rule_matches"), "rules can be overruled").toEqual(["always"]);
  expect(of(null, "no_address"), "a missing address cannot").toEqual([]);
  expect(of("remove", "gone_from_directory"), "no rule brings back who is gone").toEqual(["keep"]);
});
