import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

const list = () => screen.findByRole("region", { name: "Rules in order" });
const names = async () =>
  (await within(await list()).findAllByRole("listitem")).map((row) => row.textContent);
const open = async (name: RegExp) => {
  const [row] = await within(await list()).findAllByRole("button", { name });
  return row as HTMLElement;
};
const effect = () => screen.findByRole("complementary", { name: "What this does" });

test("the rules stand in order with sentence, count and destination, and everyone else last", async () => {
  startApp("connected", "rules");
  expect((await names())[1], "number, name, sentence").toContain(
    "2Sales in Germany and SwitzerlandDepartment is Sales",
  );
  await eventually(() => expect(screen.getByText("26 people"), "counted").toBeVisible());
  expect(await open(/Everyone else/), "the fixed last line").toHaveTextContent(
    "into a department by Department",
  );
  await expectAccessible();
});

test("without a connection there is nothing to rule", async () => {
  const { user } = startApp("first", "rules");
  await user.click(await button("Go to Connections"));
  expect(await screen.findByRole("heading", { name: "Connect your Microsoft 365" }), "the way").toBeVisible();
});

test("Enter takes what the list offers and goes on to the next cell", async () => {
  const { user } = startApp("connected", "rules");
  await user.click(await button("New rule"));
  const field = screen.getByRole("combobox", { name: "Field" });
  field.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  const comparison = screen.getByRole("combobox", { name: "Comparison" });
  await eventually(() => expect(comparison, "how it is compared").toHaveFocus());
  await user.keyboard("{Enter}{ArrowDown}{Enter}");
  await eventually(() => expect(screen.getByRole("combobox", { name: "Value" }), "with what").toHaveFocus());
});

test("a new rule asks for its value and is counted as soon as it has one", async () => {
  const { user } = startApp("connected", "rules");
  await user.click(await button("New rule"));
  expect(await screen.findByText("Choose a value."), "what is missing").toBeVisible();
  expect(
    await within(await effect()).findByText(/^Nothing can be said yet of \d+ people/),
    "no numbers of half a rule",
  ).toBeVisible();
  expect(screen.queryByText("The same people are imported."), "nor a promise").toBeNull();
  expect(await open(/Everyone else/), "who may still be meant").not.toHaveTextContent(/people/);
  await expectAccessible();
  await user.type(screen.getByRole("combobox", { name: "Value" }), "Marketing");
  expect(
    await screen.findByText("Imports everybody for whom this holds: Department is", { exact: false }),
    "the sentence",
  ).toBeVisible();
  await eventually(() => expect(screen.queryByText("Choose a value."), "nothing is missing").toBeNull());
  expect(await screen.findByText("fits 15"), "counted alone").toBeVisible();
});

test("a condition is turned off and on by button, by key and in its menu, and stays to be seen", async () => {
  const { user, fake, lastCall } = startApp("connected", "rules");
  await user.click(await open(/2 ?Sales in Germany/));
  const first = await screen.findByRole("group", { name: "Condition 1" });
  const editor = await screen.findByRole("region", { name: "Sales in Germany and Switzerland" });
  expect(editor, "before").toHaveTextContent(
    "holds: Department is Sales and (City is Berlin or City is Zürich)",
  );
  await user.click(within(first).getByRole("button", { name: "Turn off" }));
  const off = await screen.findByRole("group", { name: "Condition 1, turned off" });
  expect(within(off).getByRole("button", { name: "Turn on" }), "the focus stays").toHaveFocus();
  expect(editor, "left out").toHaveTextContent("holds: (City is Berlin or City is Zürich)");
  expect(screen.getByText("Turned off: it counts for nothing."), "said where it is").toBeVisible();
  await eventually(() =>
    expect(within(off).getByText(/^fits \d+$/), "what it alone would fit").toBeVisible(),
  );
  await expectAccessible();
  await user.keyboard("{Control>}{Shift>}X{/Shift}{/Control}");
  expect(await screen.findByRole("group", { name: "Condition 1" }), "on again by key").toBeInTheDocument();
  await user.click(within(first).getByRole("button", { name: "More for this condition" }));
  await user.click(await screen.findByRole("menuitem", { name: "Turn off" }));
  await user.click(await button("Save"));
  await eventually(() => expect(lastCall("save_rules"), "kept").toBeDefined());
  const kept = () => (fake.world.config.rules[1]?.who as { all: { enabled?: boolean }[] }).all[0]?.enabled;
  await eventually(() => expect(kept(), "off in the file").toBe(false));
});

test("turning off and on is one step back each, and a group goes with what it holds", async () => {
  const { user } = startApp("connected", "rules");
  await user.click(await open(/2 ?Sales in Germany/));
  await user.click(await screen.findByRole("button", { name: "Turn the group off" }));
  expect(await screen.findByRole("group", { name: "Group of conditions, turned off" })).toBeInTheDocument();
  expect(
    await screen.findByRole("group", { name: "Condition 2.1, turned off" }),
    "with it",
  ).toBeInTheDocument();
  const first = await screen.findByRole("group", { name: "Condition 1" });
  await user.click(within(first).getByRole("button", { name: "Turn off" }));
  expect(
    await screen.findByText("Every condition of this rule is turned off. Turn one on, or turn the rule off."),
    "nothing is left",
  ).toBeVisible();
  const editor = screen.getByRole("region", { name: "Sales in Germany and Switzerland" });
  expect(within(editor).getByText("All conditions are turned off."), "so the sentence says").toBeVisible();
  await expectAccessible();
  await user.click(await button("Undo edit"));
  expect(await screen.findByRole("group", { name: "Condition 1" }), "one step").toBeInTheDocument();
  await user.click(await button("Undo edit"));
  expect(
    await screen.findByRole("group", { name: "Group of conditions" }),
    "and one more",
  ).toBeInTheDocument();
});

test("a value nobody has is allowed, and said", async () => {
  const { user } = startApp("connected", "rules");
  await user.click(await button("New rule"));
  await user.type(await screen.findByRole("combobox", { name: "Value" }), "Aerospace");
  expect(await screen.findByText(/Nobody has this value yet/), "not forbidden").toBeVisible();
});

test("the editor says who joins, who leaves, and who stays with an upper rule", async () => {
  const { user } = startApp("connected", "rules");
  await user.click(await open(/3 ?Sales team/));
  await user.click(await screen.findByRole("combobox", { name: "Goes to" }));
  await user.click(await screen.findByRole("option", { name: "Nowhere: they are not imported" }));
  const strip = await effect();
  expect(await within(strip).findByText("−18 leave"), "compared with the saved rules").toBeVisible();
  expect(within(strip).getByText(/Overlaps with rule 2/), "first match wins, visibly").toBeVisible();
});

test("rules move with Alt and the arrows, and that is said", async () => {
  const { user } = startApp("connected", "rules");
  (await open(/Sales team/)).focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect((await names())[1], "one up").toContain("Sales team");
  expect(await screen.findByText("‘Sales team’ moved to 2 of 4."), "announced").toBeInTheDocument();
});

test("a deleted rule can be brought back, and undo goes step by step", async () => {
  const { user } = startApp("connected", "rules");
  (await open(/Sales team/)).focus();
  await user.keyboard("{Delete}");
  await eventually(() =>
    expect(screen.queryByRole("switch", { name: "Sales team is on" }), "gone").toBeNull(),
  );
  await user.click(await button("Bring the rule back"));
  expect(
    await screen.findByRole("switch", { name: "Sales team is on" }),
    "back in its place",
  ).toBeInTheDocument();
  expect((await names())[2], "third again").toContain("Sales team");
});

test("undo by keys takes an edit back, but not while typing", async () => {
  const { user } = startApp("connected", "rules");
  await user.click(await screen.findByRole("switch", { name: "Guests is on" }));
  expect(await screen.findByText("Not saved yet"), "marked").toBeVisible();
  await user.keyboard("{Control>}z{/Control}");
  await eventually(() => expect(screen.queryByText("Not saved yet"), "as saved").toBeNull());
  await user.keyboard("{Control>}y{/Control}");
  expect(await screen.findByText("Not saved yet"), "redone").toBeVisible();
});

test("saving what would remove people asks first and names them", async () => {
  const { user, fake, lastCall } = startApp("connected", "rules");
  await user.click(await open(/Everyone else/));
  await user.click(await screen.findByRole("combobox", { name: "Goes to" }));
  await user.click(await screen.findByRole("option", { name: "Nowhere: they are not imported" }));
  await user.click(await button("Save"));
  expect(await screen.findByText(/Saving removes \d+ people at the next sync/), "how many").toBeVisible();
  expect(fake.world.config.otherwise, "not saved yet").toEqual({ import: { pattern: "{department}" } });
  await user.click(await inDialog("Save"));
  await eventually(() => expect(lastCall("save_rules"), "confirmed").toMatchObject({ confirmed: true }));
  await eventually(() => expect(fake.world.config.otherwise, "saved").toEqual({ skip: true }));
  await eventually(() => expect(screen.queryByText("Not saved yet"), "clean").toBeNull());
});

test("a broken rule cannot be saved as on, but turned off it can", async () => {
  const { user, fake } = startApp("connected", "rules");
  await user.click(await button("New rule"));
  await user.click(await button("Save"));
  expect(await screen.findByText("1 problem keeps this from being saved."), "refused").toBeVisible();
  expect(fake.world.config.rules, "as it was").toHaveLength(4);
  await user.click(await button("Turn off and save"));
  await eventually(() => expect(fake.world.config.rules, "kept, switched off").toHaveLength(5));
  expect(fake.world.config.rules[4]?.enabled, "off").toBe(false);
});

test("a person is checked against the rules as they are being edited", async () => {
  const { user, lastCall } = startApp("connected", "rules");
  await user.click(await button("Check a person…"));
  const panel = await screen.findByRole("complementary", { name: "Check a person" });
  await user.type(within(panel).getByRole("combobox"), "moreau");
  const [found] = await screen.findAllByRole("option", { name: /Moreau/ });
  await user.click(found as HTMLElement);
  expect(await within(panel).findByText(/Imported by/), "the verdict").toBeVisible();
  expect(
    within(panel).getAllByLabelText("Does not hold").length,
    "every condition is marked",
  ).toBeGreaterThan(0);
  expect(lastCall("check_person")?.config, "with the draft").toMatchObject({ version: 1 });
  await expectAccessible();
});

test.each([
  ["nobody", { skip: true }],
  ["everyone", { import: { department: "Main" } }],
] as const)(
  "without a rule it is said that %s is imported, beside ways to begin",
  async (whom, otherwise) => {
    startApp("connected", "rules", ({ world }) => {
      world.config = { ...world.config, rules: [], otherwise };
    });
    const title = `No rules yet: ${whom} is imported`;
    expect(await screen.findByRole("heading", { name: title }), "what holds now").toBeVisible();
    expect(await button(/^Only people with a department/), "a way to begin").toBeVisible();
    await expectAccessible();
  },
);

test("templates begin a rule set without saving anything", async () => {
  const { user, fake } = startApp("connected", "rules");
  await user.click(await button("More"));
  await user.click(await screen.findByRole("menuitem", { name: "Start from a template…" }));
  await user.click(await inDialog(/Only people with a department/));
  expect((await names())[1], "its rule").toContain("With a department");
  expect(fake.world.config.rules, "nothing saved").toHaveLength(4);
});

test("the rules go to a file and come from one", async () => {
  const { user, lastCall, fake } = startApp("connected", "rules");
  await user.click(await button("More"));
  await user.click(await screen.findByRole("menuitem", { name: "Save rules to a file…" }));
  await eventually(() => expect(lastCall("export_rules_file"), "where").toMatchObject({ path: fake.saveTo }));
  await user.click(await button("More"));
  await user.click(await screen.findByRole("menuitem", { name: "Load rules from a file…" }));
  expect(await screen.findByText("1 rule loaded into the editor. Save to keep it."), "said").toBeVisible();
  await eventually(() => expect(screen.queryByText("Sales team"), "replaced in the editor").toBeNull());
  expect(fake.world.config.rules, "not saved yet").toHaveLength(4);
});

test("a file with a field that nobody knows comes into the editor and says what is wrong", async () => {
  const { user } = startApp("connected", "rules", (fake) => {
    const { invoke } = fake;
    const who = { all: [{ field: "departement", op: "equals", value: "Sales" }] };
    const rules = [{ name: "From a file", note: "", enabled: true, who, then: { skip: true } }];
    fake.invoke = async (command, args) =>
      command === "import_rules_file" ? { ...fake.world.config, rules } : invoke(command, args);
  });
  await user.click(await button("More"));
  await user.click(await screen.findByRole("menuitem", { name: "Load rules from a file…" }));
  const condition = await screen.findByRole("group", { name: "Condition 1" });
  expect(within(condition).getByRole("combobox", { name: "Field" }), "as it stands there").toHaveValue(
    "departement",
  );
  expect(await screen.findByText(/‘departement’ is not a field/), "at its place").toBeVisible();
});

test("before the first read nothing is counted and the way there is shown", async () => {
  startApp("before", "rules");
  expect(
    await screen.findByText("Preview once so that we can count."),
    "why there are no numbers",
  ).toBeVisible();
  await expectAccessible();
});

test("conditions can be dragged by their handles, by mouse and by key", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const { user } = startApp("connected", "rules");
  await user.click(await open(/2 ?Sales in Germany/));
  const handles = await screen.findAllByRole("button", { name: "Move condition" });
  expect(handles.length, "two conditions, a group and its own").toBeGreaterThan(2);
  for (const handle of handles) {
    expect(handle, "the library hears it").toHaveAttribute("aria-roledescription", "draggable");
    expect(handle, "and the keyboard reaches it").toHaveAttribute("tabindex", "0");
  }
  const complaints = said.mock.calls.filter(([text]) => String(text).includes("enableDragAndDrop"));
  said.mockRestore();
  expect(complaints, "nothing is switched on that cannot work").toEqual([]);
});
