import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FakePlatform } from "@/platform/fake/fakePlatform";
import { personOf } from "@/platform/fake/list";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

const hana = { which: "selected", ids: [2] };

type User = ReturnType<typeof startApp>["user"];

/** Opens Hana, whose phone nobody edited yet. */
async function openHana(user: User): Promise<HTMLElement> {
  await user.click((await screen.findAllByText("Hana Nowak"))[0] as HTMLElement);
  return screen.findByRole("complementary", { name: "Hana Nowak" });
}

const press = (panel: HTMLElement, user: User, name: string) =>
  within(panel)
    .findByRole("button", { name })
    .then((found) => user.click(found));

test("a field is typed in place, pinned, and given back to Microsoft 365", async () => {
  const { user, lastCall, fake } = startApp("connected", "employees");
  const panel = await openHana(user);
  await press(panel, user, "Edit Job title");
  const input = within(panel).getByRole("textbox", { name: "Job title" });
  await user.clear(input);
  await user.type(input, "Chief{Enter}");
  expect(await within(panel).findByText("Chief"), "kept").toBeVisible();
  expect(lastCall("edit_people"), "that field of that person").toEqual({
    people: hana,
    edit: { set: [["job_title", "Chief"]] },
  });
  expect(within(panel).getByText("Edited"), "marked as edited by hand").toBeVisible();
  const at = new Date(personOf(fake.world, 2).pinned_at.job_title ?? "");
  const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(at);
  expect(within(panel).getByText(day), "and when").toBeVisible();
  await expectAccessible();
  await press(panel, user, "Reset Job title to the Microsoft 365 value");
  await eventually(() => expect(within(panel).queryByText("Edited"), "follows again").toBeNull());
});

test("what was typed waits when the panel is closed or somebody else is opened", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await press(await openHana(user), user, "Edit Job title");
  const type = (text: string) => user.type(screen.getByRole("textbox", { name: "Job title" }), text);
  await type(" II");
  await user.click((await screen.findAllByText("Anna Berg"))[0] as HTMLElement);
  await screen.findByRole("complementary", { name: "Anna Berg" });
  expect(await screen.findByText("Job title of Hana Nowak is not saved yet."), "told").toBeVisible();
  await expectAccessible();
  await user.click(await button("Go on typing"));
  const panel = await screen.findByRole("complementary", { name: "Hana Nowak" });
  const typed = () => within(panel).findByRole("textbox", { name: "Job title" });
  expect(await typed(), "where it was left").toHaveValue("Controller II");
  expect(lastCall("edit_people"), "and kept nowhere yet").toBeUndefined();
  await user.click(within(panel).getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("complementary"), "closed").toBeNull();
  const again = await openHana(user);
  const input = await within(again).findByRole("textbox", { name: "Job title" });
  expect(input, "still there").toHaveValue("Controller II");
  await user.type(input, "{Escape}");
  expect(within(again).getByRole("button", { name: "Edit Job title" }), "given up by Esc").toBeVisible();
  await user.click(within(again).getByRole("button", { name: "Close" }));
  expect(within(await openHana(user)).queryByRole("textbox"), "for good").toBeNull();
});

test("who is paused is marked beside the name", async () => {
  startApp("connected", "employees", ({ world }) => {
    world.edits.set(2, { ...personOf(world, 2), status: "paused" });
  });
  const cell = await screen.findByRole("gridcell", { name: /Hana Nowak/ });
  expect(within(cell).getByLabelText("Paused"), "also without a column for it").toBeInTheDocument();
  const after = within(cell).getByLabelText("Paused").nextSibling;
  expect(after, "before the name, whose end a narrow column cuts off").toHaveTextContent("Hana Nowak");
  expect(screen.getAllByLabelText("Paused"), "nobody else").toHaveLength(1);
  await expectAccessible();
});

test("Esc gives up the typing and leaves the panel open", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  const panel = await openHana(user);
  await press(panel, user, "Edit Employee id");
  await user.type(within(panel).getByRole("textbox", { name: "Employee id" }), "x{Escape}");
  expect(within(panel).getByText("10001"), "as before").toBeVisible();
  expect(lastCall("edit_people"), "nothing stored").toBeUndefined();
});

test("what cannot be saved stays in the field and says why", async () => {
  const { user, fake } = startApp("connected", "employees");
  fake.refuse("edit_people", failureOf("disk_full"));
  const panel = await openHana(user);
  await press(panel, user, "Edit Office");
  await user.type(within(panel).getByRole("textbox", { name: "Office" }), " 2{Enter}");
  expect(await within(panel).findByText(/^Not saved:/), "said beside it").toBeVisible();
  expect(within(panel).getByRole("textbox", { name: "Office" }), "not lost").toHaveValue("Lyon 2");
});

test("Tab keeps what was typed and goes on to the next field, Shift+Tab goes back", async () => {
  const { user, fake } = startApp("connected", "employees");
  const panel = await openHana(user);
  await press(panel, user, "Edit Office");
  await user.clear(within(panel).getByRole("textbox", { name: "Office" }));
  await user.keyboard("Turku{Tab}");
  expect(await within(panel).findByRole("textbox", { name: "Manager" }), "the next").toHaveFocus();
  expect(await within(panel).findByText("Turku"), "kept").toBeVisible();
  await user.keyboard("{Shift>}{Tab}{/Shift}");
  expect(await within(panel).findByRole("textbox", { name: "Office" }), "back").toHaveFocus();
  await user.keyboard("{Enter}");
  expect(within(panel).getByRole("button", { name: "Edit Office" }), "where it began").toHaveFocus();
  const edits = fake.calls.filter(({ command }) => command === "edit_people");
  expect(edits.length, "one change, one edit").toBe(1);
});

/** Holds what a command answers back until it is let go. */
function hold(fake: FakePlatform, held: string): () => void {
  const { invoke } = fake;
  let letGo = () => {};
  const gate = new Promise<void>((open) => (letGo = open));
  fake.invoke = async (command, args) => {
    const answer = await invoke(command, args);
    if (command === held) await gate;
    return answer;
  };
  return () => letGo();
}

/** F2 on a cell of Hana's row. */
async function editCell(user: User, column: string) {
  const [row] = await screen.findAllByRole("row", { name: /Hana Nowak/ });
  (row as HTMLElement).querySelector<HTMLElement>(`[col-id="${column}"]`)?.focus();
  await user.keyboard("{F2}");
}

const unsaved = /is not saved yet\.$/;

test("each field keeps its own draft, and one goes on typing where it was left", async () => {
  const { user } = startApp("connected", "employees");
  await editCell(user, "job_title");
  await user.type(await screen.findByRole("textbox", { name: "Job title" }), " II");
  await editCell(user, "department");
  const department = await screen.findByRole("textbox", { name: "Department" });
  await user.type(department, "x");
  await user.click(await button("Go on typing"));
  const title = await screen.findByRole("textbox", { name: "Job title" });
  expect(title, "the field that was spoken of, with what was typed").toHaveValue("Controller II");
  await user.type(title, "{Escape}");
  await editCell(user, "department");
  const again = await screen.findByRole("textbox", { name: "Department" });
  expect((again as HTMLInputElement).value, "the other one is not lost by that").toMatch(/x$/);
});

test("what is being saved as the panel closes is not called unsaved, unless it fails", async () => {
  const { user, fake } = startApp("connected", "employees");
  const panel = await openHana(user);
  await press(panel, user, "Edit Job title");
  const { invoke } = fake;
  let fail = () => {};
  fake.invoke = (command, args) =>
    command === "edit_people"
      ? new Promise((_, reject) => (fail = () => reject(failureOf("disk_full"))))
      : invoke(command, args);
  await user.type(within(panel).getByRole("textbox", { name: "Job title" }), " II{Enter}");
  await user.click(within(panel).getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("complementary"), "closed").toBeNull();
  expect(screen.queryByText(unsaved), "it may well be saved").toBeNull();
  fail();
  expect(await screen.findByText(unsaved), "it was not").toBeVisible();
  await user.click(await button("Go on typing"));
  expect(await screen.findByRole("textbox", { name: "Job title" }), "not lost").toHaveValue("Controller II");
});

test("nothing waits of somebody who was erased", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  const panel = await openHana(user);
  await press(panel, user, "Edit Job title");
  await user.type(within(panel).getByRole("textbox", { name: "Job title" }), " II");
  await press(panel, user, "Archive");
  await press(panel, user, "Erase for good…");
  await user.click(await inDialog("Erase for good"));
  await eventually(() => expect(screen.queryByRole("complementary"), "gone").toBeNull());
  expect(lastCall("edit_people"), "erased").toMatchObject({ edit: { place: "erase" } });
  expect(screen.queryByText(unsaved), "nobody is left to save it for").toBeNull();
});

test("what was typed is forgotten with the list that it was about", async () => {
  const { user, fake } = startApp("connected", "employees");
  const panel = await openHana(user);
  await press(panel, user, "Edit Job title");
  await user.type(within(panel).getByRole("textbox", { name: "Job title" }), " II");
  await user.keyboard("{Control>},{/Control}");
  fake.openFrom = "/home/admin/monday.rollcall";
  await user.click(await button("Restore…"));
  await user.click(await inDialog("Restore this backup"));
  await screen.findByText("The backup is back, with 148 people.");
  await user.click(await button("Go on typing"));
  expect(screen.queryByRole("complementary"), "who had that number is somebody else now").toBeNull();
  await user.keyboard("{Control>}6{/Control}");
  expect(within(await openHana(user)).queryByRole("textbox"), "nothing is typed into them").toBeNull();
});

test("another field's pencil keeps first what is typed, and waits for it", async () => {
  const { user, fake } = startApp("connected", "employees");
  const panel = await openHana(user);
  const letGo = hold(fake, "edit_people");
  await press(panel, user, "Edit Office");
  await user.type(within(panel).getByRole("textbox", { name: "Office" }), " 2");
  await press(panel, user, "Edit Job title");
  expect(within(panel).queryByRole("textbox", { name: "Job title" }), "not before it is kept").toBeNull();
  await user.keyboard("{Enter}");
  letGo();
  expect(await within(panel).findByText("Lyon 2"), "kept").toBeVisible();
  expect(await within(panel).findByRole("textbox", { name: "Job title" }), "then").toHaveFocus();
  const edits = fake.calls.filter(({ command }) => command === "edit_people");
  expect(edits.length, "saved once").toBe(1);
});

test("another field's pencil stays where something could not be saved", async () => {
  const { user, fake } = startApp("connected", "employees");
  fake.refuse("edit_people", failureOf("disk_full"));
  const panel = await openHana(user);
  await press(panel, user, "Edit Office");
  await user.type(within(panel).getByRole("textbox", { name: "Office" }), " 2");
  await press(panel, user, "Edit Job title");
  expect(await within(panel).findByText(/^Not saved:/), "why").toBeVisible();
  const office = within(panel).getByRole("textbox", { name: "Office" });
  expect(office, "not lost").toHaveValue("Lyon 2");
  await eventually(() => expect(office, "ready to be mended").toHaveFocus());
  expect(within(panel).queryByRole("textbox", { name: "Job title" }), "not opened").toBeNull();
});

test("a slow save ends no other field than its own", async () => {
  const { user, fake } = startApp("connected", "employees");
  const panel = await openHana(user);
  const letGo = hold(fake, "edit_people");
  await press(panel, user, "Edit Office");
  await user.type(within(panel).getByRole("textbox", { name: "Office" }), " 2{Enter}");
  await press(panel, user, "Edit Job title");
  letGo();
  const title = await within(panel).findByRole("textbox", { name: "Job title" });
  await user.type(title, "!");
  expect(await within(panel).findByText("Lyon 2"), "kept").toBeVisible();
  expect(title, "still typed into").toHaveFocus();
});

test("every value says where it comes from", async () => {
  const { user } = startApp("connected", "employees", ({ world }) => {
    world.edits.set(2, { ...personOf(world, 2), note: "Left-handed", pinned: ["office"] });
  });
  const panel = await openHana(user);
  const origin = async (field: string) =>
    (await within(panel).findAllByText(field, { selector: "dt" }))[0]?.textContent;
  expect(await origin("Job title"), "as it was read").toBe("Job title Microsoft 365");
  expect(await origin("Department"), "as it was decided").toBe("Department by rules");
  expect(await origin("Office"), "kept from syncs").toBe("Office Edited");
  expect(await origin("Note"), "never read").toBe("Note by hand");
  await expectAccessible();
});

test("an address that somebody has leads to that person, and stays as it was typed", async () => {
  const { user, fake } = startApp("connected", "employees", ({ world }) => {
    world.edits.set(2, { ...personOf(world, 2), owner: "local" });
  });
  const holder = { email: "anna.berg@contoso.example", name: "Anna Berg", employee: "1" };
  fake.refuse("edit_people", failureOf("address_taken", holder));
  const panel = await openHana(user);
  await press(panel, user, "Edit Email");
  await user.clear(within(panel).getByRole("textbox", { name: "Email" }));
  await user.keyboard("anna.berg@contoso.example{Enter}");
  expect(await within(panel).findByText(/^Not saved:/), "said").toHaveTextContent(/Anna Berg/);
  const input = within(panel).getByRole("textbox", { name: "Email" });
  expect(input, "not lost").toHaveValue("anna.berg@contoso.example");
  expect(input, "ready to be mended").toHaveFocus();
  const tries = () => fake.calls.filter(({ command }) => command === "edit_people").length;
  const before = tries();
  expect(fireEvent.keyDown(input, { key: "Tab" }), "leads on, as everywhere").toBe(true);
  expect(tries(), "not tried again as it is").toBe(before);
  await user.click(within(panel).getByRole("button", { name: "Open Anna Berg" }));
  expect(await screen.findByRole("complementary", { name: "Anna Berg" }), "there").toBeVisible();
});

test("someone is paused, archived and brought back, and the address is not theirs to edit here", async () => {
  const { user } = startApp("connected", "employees");
  const panel = await openHana(user);
  expect(within(panel).queryByRole("button", { name: "Edit Email" }), "Microsoft 365 has it").toBeNull();
  await press(panel, user, "Pause sync");
  expect(
    await within(panel).findByText(/Changes from Microsoft 365 are ignored for Hana/),
    "said",
  ).toBeVisible();
  await press(panel, user, "Archive");
  expect(await within(panel).findByText(/In the archive since/), "not deleted").toBeVisible();
  await press(panel, user, "Bring back");
  expect(await within(panel).findByRole("button", { name: "Pause sync" }), "back").toBeVisible();
});

test("erasing for good is asked for once more", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  const panel = await openHana(user);
  await press(panel, user, "Archive");
  await press(panel, user, "Erase for good…");
  expect(lastCall("edit_people"), "only archived so far").toMatchObject({ edit: { place: "archive" } });
  await user.click(await inDialog("Erase for good"));
  await eventually(() =>
    expect(lastCall("edit_people"), "then").toEqual({ people: hana, edit: { place: "erase" } }),
  );
});

test("ticked people are copied for a spreadsheet and paused together", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  await screen.findAllByText("Hana Nowak");
  const boxes = screen.getAllByRole("checkbox");
  await user.click(boxes[0] as HTMLElement);
  await user.click(boxes[1] as HTMLElement);
  await user.click(await screen.findByText("Copy for Excel"));
  await eventually(() =>
    expect(fake.copied.at(-1), "a heading and two lines").toMatch(/^Name\tEmail.*\n.*\n.*$/),
  );
  await user.click(screen.getByText("Pause sync"));
  await eventually(() =>
    expect(lastCall("edit_people"), "both at once").toEqual({
      people: { which: "selected", ids: [1, 2] },
      edit: { pause: "pause" },
    }),
  );
  expect(await button("Resume sync"), "as they are now").toBeVisible();
});

test("a person is added by hand; an address that is taken says so", async () => {
  const { user, fake } = startApp("connected", "employees");
  await user.click(await button("Add person…"));
  const [email] = await screen.findAllByRole("textbox", { name: /^Email/ });
  await user.type(email as HTMLElement, "new@contoso.example");
  fake.refuse("add_person", failureOf("address_taken", { email: "new@contoso.example" }));
  await user.click(await inDialog("Add person"));
  expect(await screen.findByText(/already/), "why").toBeVisible();
  fake.refuse("add_person", undefined);
  await user.click(await inDialog("Add person"));
  expect(await screen.findByText(/is in the list/), "there").toBeVisible();
});

test("somebody who was begun to be added waits when the dialog is closed, and is forgotten once added", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  const field = async (label: string) => {
    const dialog = await screen.findByRole("dialog", { hidden: true });
    return within(dialog).getByLabelText(new RegExp(`^${label}`));
  };
  await user.click(await button("Add person…"));
  await user.type(await field("Email"), "late@contoso.example");
  await user.type(await field("Last name"), "Late");
  await user.keyboard("{Escape}");
  expect(await screen.findByText(/^The person you were adding is not/), "told").toBeVisible();
  await user.click(await button("Go on typing"));
  expect(await field("Last name"), "as it was typed").toHaveValue("Late");
  await user.click(await inDialog("Add person"));
  await eventually(() =>
    expect(lastCall("add_person"), "with it").toMatchObject({ set: [["surname", "Late"]] }),
  );
  await eventually(() => expect(screen.queryByRole("dialog", { hidden: true }), "done").toBeNull());
  await user.click(await button("Add person…"));
  expect(await field("Email"), "somebody new").toHaveValue("");
});

test("somebody who was begun waits also where the address leads to somebody else", async () => {
  const { user, fake } = startApp("connected", "employees");
  const holder = { email: "anna.berg@contoso.example", name: "Anna Berg", employee: "1" };
  await user.click(await button("Add person…"));
  const [email] = await screen.findAllByRole("textbox", { name: /^Email/, hidden: true });
  await user.type(email as HTMLElement, holder.email);
  fake.refuse("add_person", failureOf("address_taken", holder));
  await user.click(await inDialog("Add person"));
  await user.click(await inDialog("Open Anna Berg"));
  await screen.findByRole("complementary", { name: "Anna Berg" });
  expect(await screen.findByText(/^The person you were adding is not/), "told").toBeVisible();
  await user.click(await button("Add person…"));
  const [again] = await screen.findAllByRole("textbox", { name: /^Email/, hidden: true });
  expect(again, "as it was typed").toHaveValue(holder.email);
  await eventually(() =>
    expect(screen.queryByText(/^The person you were adding is not/), "no longer so").toBeNull(),
  );
});

test("whatever is typed as an address can be sent, and what is none is refused in words", async () => {
  const { user, fake } = startApp("connected", "employees");
  await user.click(await button("Add person…"));
  expect(await inDialog("Add person"), "nothing typed yet").toBeDisabled();
  const [email] = await screen.findAllByRole("textbox", { name: /^Email/, hidden: true });
  await user.type(email as HTMLElement, "new.contoso.example");
  fake.refuse("add_person", failureOf("invalid_address", { email: "new.contoso.example" }));
  await user.click(await inDialog("Add person"));
  expect(await screen.findByText(/‘new.contoso.example’ is not an email address/), "why").toBeVisible();
});

test("filters narrow the list and can be taken off", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await user.click(await button("Filter"));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Edited by hand" }));
  await eventually(() =>
    expect(lastCall("employees"), "asked of the core").toMatchObject({ query: { edited: true } }),
  );
  expect(await screen.findByText("9 people"), "fewer").toBeInTheDocument();
});

test("the chosen columns are remembered on this machine", async () => {
  const { user } = startApp("connected", "employees");
  await user.click(await button("Columns"));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Manager" }));
  expect(localStorage.getItem("rollcall.columns"), "kept").toContain("manager");
  expect(
    await screen.findByText("Manager", { selector: ".ag-header-cell-text" }),
    "shown",
  ).toBeInTheDocument();
});
