import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { personOf } from "@/platform/fake/list";
import { failureOf } from "@/platform/fake/world";
import { everyone } from "@/session/people";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

const anna = { which: "selected", ids: [1] };

type User = ReturnType<typeof startApp>["user"];

async function cellOf(user: User, column: string) {
  const [row] = await screen.findAllByRole("row", { name: /anna\.berg@ ?contoso\.example/ });
  const cell = (row as HTMLElement).querySelector<HTMLElement>(`[col-id="${column}"]`);
  await user.pointer({ target: cell as HTMLElement, keys: "[MouseRight]" });
  return cell as HTMLElement;
}

test("a row's menu says what can be done with the person, and it can be taken back by key", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  await cellOf(user, "email");
  await user.click(await screen.findByRole("menuitem", { name: "Archive" }));
  await eventually(() =>
    expect(lastCall("edit_people"), "this person").toEqual({ people: anna, edit: { place: "archive" } }),
  );
  await screen.findByText("Anna Berg is in the archive.");
  (document.activeElement as HTMLElement | null)?.blur();
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText("Taken back: ‘Anna Berg is in the archive.’"), "said").toBeVisible();
  expect(personOf(fake.world, 1).status, "back in the list").toBe("active");
  const backs = () => fake.calls.filter(({ command }) => command === "take_edit_back").length;
  expect(backs(), "by its number").toBe(1);
  await user.keyboard("{Control>}z{/Control}");
  expect(backs(), "each edit is taken back once").toBe(1);
});

test("F2 types into the field of the column, Delete archives, Ctrl+C copies the row", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  const [row] = await screen.findAllByRole("row", { name: /anna\.berg@ ?contoso\.example/ });
  const cell = (row as HTMLElement).querySelector<HTMLElement>('[col-id="job_title"]') as HTMLElement;
  cell.focus();
  await user.keyboard("{Control>}{Shift>}c{/Shift}{/Control}");
  await eventually(() => expect(fake.copied.at(-1), "the address").toBe("anna.berg@contoso.example"));
  cell.focus();
  await user.keyboard("{F2}");
  const panel = await screen.findByRole("complementary", { name: "Anna Berg" });
  expect(await within(panel).findByRole("textbox", { name: "Job title" }), "ready to type").toHaveFocus();
  await user.keyboard("{Escape}{Escape}");
  cell.focus();
  await user.keyboard("{Delete}");
  await eventually(() =>
    expect(lastCall("edit_people"), "archived").toEqual({ people: anna, edit: { place: "archive" } }),
  );
});

test("a department set by hand is kept from the rules, said before, and taken back in one step", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  await screen.findAllByText("Hana Nowak");
  await user.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  await user.click(await button("Set department…"));
  expect(await screen.findByText(/^1 ticked person comes from Microsoft 365/), "what it means").toBeVisible();
  await expectAccessible();
  const dialog = await screen.findByRole("dialog", { hidden: true });
  await user.type(within(dialog).getByRole("combobox", { hidden: true }), "Board");
  await user.click(await inDialog("Set department of 1 person"));
  await eventually(() =>
    expect(lastCall("edit_people"), "set").toEqual({
      people: anna,
      edit: { set: [["department", "Board"]] },
    }),
  );
  (document.activeElement as HTMLElement | null)?.blur();
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText("Taken back: ‘1 person is in Board now.’"), "said").toBeVisible();
  expect(personOf(fake.world, 1).pinned, "back to the rules").not.toContain("department");
});

test("Ctrl+Z takes back one edit after another, the latest first", async () => {
  const { user, fake } = startApp("connected", "employees");
  await cellOf(user, "email");
  await user.click(await screen.findByRole("menuitem", { name: "Pause sync" }));
  await screen.findByText(/^Anna Berg is paused/);
  expect(await screen.findByLabelText("Paused"), "marked at once, in a row that stood there").toBeVisible();
  await cellOf(user, "email");
  await user.click(await screen.findByRole("menuitem", { name: "Archive" }));
  await screen.findByText("Anna Berg is in the archive.");
  const undo = async (to: string) => {
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("{Control>}z{/Control}");
    await eventually(() => expect(personOf(fake.world, 1).status, "one step").toBe(to));
  };
  await undo("paused");
  await eventually(() =>
    expect(screen.queryByText("Anna Berg is in the archive."), "no longer true").toBeNull(),
  );
  await undo("active");
  await eventually(() => expect(screen.queryByLabelText("Paused"), "no longer true").toBeNull());
});

test("after people were erased, Ctrl+Z does not take an older edit back in their place", async () => {
  const { user, fake } = startApp("connected", "employees");
  await cellOf(user, "email");
  await user.click(await screen.findByRole("menuitem", { name: "Pause sync" }));
  await screen.findByText(/^Anna Berg is paused/);
  await user.click((await screen.findAllByText("Hana Nowak"))[0] as HTMLElement);
  const panel = await screen.findByRole("complementary", { name: "Hana Nowak" });
  await user.click(await within(panel).findByRole("button", { name: "Archive" }));
  await user.click(await within(panel).findByRole("button", { name: "Erase for good…" }));
  await user.click(await inDialog("Erase for good"));
  await eventually(() => expect(fake.world.edits.get(2), "erased").toBeNull());
  await eventually(() => expect(screen.queryByRole("complementary"), "and done").toBeNull());
  (document.activeElement as HTMLElement | null)?.blur();
  await user.keyboard("{Control>}z{/Control}");
  const backs = fake.calls.filter(({ command }) => command === "take_edit_back");
  expect(backs, "the latest edit is none that can be").toEqual([]);
  expect(personOf(fake.world, 1).status, "as it was").toBe("paused");
  await user.click((await screen.findAllByRole("button", { name: "Undo" }))[0] as HTMLElement);
  await eventually(() => expect(personOf(fake.world, 1).status, "from its own message").toBe("active"));
});

test("an edit that cannot be taken back any more says so", async () => {
  const { user, fake } = startApp("connected", "employees");
  fake.refuse("take_edit_back", failureOf("edit_outdated"));
  await cellOf(user, "email");
  await user.click(await screen.findByRole("menuitem", { name: "Pause sync" }));
  await user.click(await button("Undo"));
  expect(
    await screen.findByText("Somebody was changed again since, or the edit is no longer known."),
    "why",
  ).toBeInTheDocument();
  expect(personOf(fake.world, 1).status, "as it was").toBe("paused");
});

test("everybody the search finds is ticked at once, edited as a query and copied in full", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  await user.type(await screen.findByRole("searchbox"), "berg");
  const [row] = (await screen.findAllByRole("row", { name: /Anna Berg/ })) as [HTMLElement];
  await eventually(() => expect(screen.getByText(/^\d+ people$/), "filtered").not.toHaveTextContent("148"));
  const count = Number.parseInt(screen.getByText(/^\d+ people$/).textContent ?? "", 10);
  (row.querySelector('[col-id="email"]') as HTMLElement).focus();
  await user.keyboard("{Control>}a{/Control}");
  expect(await screen.findByText(`${count} people ticked`), "all of them").toBeVisible();
  await eventually(() => {
    const boxes = screen.getAllByRole("checkbox");
    expect(
      boxes.filter((box) => !(box as HTMLInputElement).checked),
      "and shown so",
    ).toEqual([]);
  });
  await expectAccessible();
  await user.click(screen.getByText("Copy for Excel"));
  await eventually(() => expect(fake.copied.at(-1)?.split("\n"), "with a heading").toHaveLength(count + 1));
  await user.click(screen.getByText("Pause sync"));
  await eventually(() =>
    expect(lastCall("edit_people"), "as they were found").toMatchObject({
      people: { which: "filtered", query: { search: "berg" } },
      edit: { pause: "pause" },
    }),
  );
  await user.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  expect(await screen.findByText(`${count - 1} people ticked`), "but one").toBeVisible();
  await user.click(await button("Untick all"));
  await eventually(() => expect(screen.queryByText(/ticked$/), "nobody").toBeNull());
});

test("everybody but one stays ticked, also those who were never loaded", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees", ({ world }) => {
    world.people = 900;
  });
  await screen.findAllByText("Hana Nowak");
  await user.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  await user.click(await button("Tick all 900 people"));
  await user.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  expect(await screen.findByText("899 people ticked"), "but her").toBeVisible();
  await eventually(() => expect(screen.getByText("Pause sync"), "known who").toBeEnabled());
  await user.click(screen.getByText("Pause sync"));
  await eventually(() => expect(lastCall("edit_people"), "edited").toBeDefined());
  const { people } = lastCall("edit_people") as { people: { ids: number[] } };
  expect(people.ids, "as many as were said").toHaveLength(899);
  expect(people.ids, "not who was taken out").not.toContain(1);
  expect(screen.getAllByRole("checkbox")[0], "and shown so").not.toBeChecked();
  await user.click(await button("Copy for Excel"));
  await eventually(() => expect(fake.copied.at(-1)?.split("\n"), "with a heading").toHaveLength(900));
});

test("one tick leads to everybody, and whoever went to the archive is ticked no longer", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await screen.findAllByText("Hana Nowak");
  await user.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  await user.click(await button("Tick all 148 people"));
  await user.click(await button("Set department…"));
  expect(await screen.findByText(/^The rules leave a department set by hand/), "said").toBeVisible();
  await user.keyboard("{Escape}");
  await user.click(await button("Archive"));
  await eventually(() => expect(screen.queryByText(/ticked$/), "no bar").toBeNull());
  expect(lastCall("edit_people"), "everybody").toMatchObject({ people: { which: "filtered" } });
  expect(await screen.findByText("148 people moved to the archive."), "said").toBeInTheDocument();
});

test("what is said of ticked people counts those who are different from before", async () => {
  const { user } = startApp("connected", "employees", ({ world }) => {
    world.edits.set(1, { ...personOf(world, 1), status: "paused" });
    const placed = { department: "Board", departments: ["Board"], pinned: ["department"] };
    world.edits.set(2, { ...personOf(world, 2), ...placed });
  });
  await screen.findAllByText("Hana Nowak");
  const boxes = screen.getAllByRole("checkbox");
  await user.click(boxes[0] as HTMLElement);
  await user.click(boxes[1] as HTMLElement);
  await user.click(await button("Pause sync"));
  expect(await screen.findByText("1 person paused."), "the other one was").toBeInTheDocument();
  await user.click(await button("Set department…"));
  const dialog = await screen.findByRole("dialog", { hidden: true });
  await user.type(within(dialog).getByRole("combobox", { hidden: true }), "Board");
  await user.click(await inDialog("Set department of 2 people"));
  expect(await screen.findByText("1 person is in Board now."), "the other one was").toBeInTheDocument();
});

test("everybody can be resumed as well as paused, and a copy that fails says so", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  await screen.findAllByText("Hana Nowak");
  await user.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  await user.click(await button("Tick all 148 people"));
  expect(await button("Pause sync"), "one way").toBeVisible();
  await user.click(await button("Resume sync"));
  await eventually(() =>
    expect(lastCall("edit_people"), "the other way").toMatchObject({
      people: { which: "filtered" },
      edit: { pause: "resume" },
    }),
  );
  fake.refuse("employees", failureOf("disk_full"));
  await user.click(await button("Copy for Excel"));
  expect(await screen.findByText("The disk is full."), "not silent").toBeInTheDocument();
  expect(fake.copied, "nothing").toEqual([]);
});

test("a department set by hand is marked on the person and given back to the rules there", async () => {
  const { user, lastCall } = startApp("connected", "employees", ({ world }) => {
    world.edits.set(1, { ...personOf(world, 1), department: "Board", pinned: ["department"] });
  });
  const [row] = (await screen.findAllByRole("row", { name: /Anna Berg/ })) as [HTMLElement];
  await user.click(row.querySelector('[col-id="email"]') as HTMLElement);
  await user.click(await button("Reset Department to the Microsoft 365 value"));
  expect(lastCall("edit_people"), "the rules decide again").toMatchObject({
    edit: { reset: ["department"] },
  });
});

test("a view keeps search, filters and columns under a name", async () => {
  const { user } = startApp("connected", "employees");
  await user.type(await screen.findByRole("searchbox"), "muller");
  await user.click(await button("Views"));
  await user.click(await screen.findByRole("menuitem", { name: "Keep this view…" }));
  await user.type(await screen.findByLabelText(/Name of the view/), "Müllers");
  await user.click(await inDialog("Save"));
  expect(await button("Müllers"), "the present one").toBeVisible();
  await user.clear(screen.getByRole("searchbox"));
  await user.click(await button("Views"));
  await user.click(await screen.findByRole("menuitemradio", { name: "Müllers" }));
  expect(screen.getByRole("searchbox"), "back again").toHaveValue("muller");
  await user.click(await button("Müllers"));
  await user.click(await screen.findByRole("menuitem", { name: "Forget ‘Müllers’" }));
  expect(await button("Views"), "forgotten").toBeVisible();
});

test("a view brings its order back, also in the header", async () => {
  const view = { name: "By email", filter: { ...everyone, sort: "email", descending: true } };
  localStorage.setItem("rollcall.views", JSON.stringify([{ ...view, columns: ["display_name", "email"] }]));
  const { user, lastCall } = startApp("connected", "employees");
  await user.click(await button("Views"));
  await user.click(await screen.findByRole("menuitemradio", { name: "By email" }));
  await eventually(() =>
    expect(lastCall("employees"), "asked").toMatchObject({ query: { sort: "email", descending: true } }),
  );
  const header = (name: RegExp) => screen.getByRole("columnheader", { name });
  await eventually(() => expect(header(/^Email/), "shown").toHaveAttribute("aria-sort", "descending"));
  expect(header(/^Name/), "one column at a time").toHaveAttribute("aria-sort", "none");
});

test("letters jump to the next name that begins so, and Ctrl+End to the last row", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  const [cell] = (await screen.findAllByRole("gridcell", { name: "Anna Berg" })) as [HTMLElement];
  await user.click(cell);
  await user.keyboard("z");
  await eventually(() =>
    expect(lastCall("employee_jump"), "asked of the core").toMatchObject({ typed: "z" }),
  );
  const row = () => document.activeElement?.closest("[row-index]")?.getAttribute("row-index");
  await eventually(() => expect(Number(row()), "there").toBeGreaterThan(0));
  await user.keyboard("{Control>}{Home}{/Control}");
  await eventually(() => expect(row(), "the first row").toBe("0"));
});
