import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { button, eventually, expectAccessible, startApp } from "../../../test/app";
import { lines, matching, outlineText } from "./outline";

const paths = ["Sales / EMEA", "Sales", "Äpfel", "Sales 2", "Zoo", "Sales / APAC"];
const tree = lines(
  paths.map((path) => ({ path, people: 2, own: 2, source: "connection", source_names: [] })),
  "de",
);
const names = (shown = tree) => shown.map(({ path }) => path);

test("children stand below their parents, and names follow the language", () => {
  expect(names(), "umlauts beside their letters").toEqual([
    "Äpfel",
    "Sales",
    "Sales / APAC",
    "Sales / EMEA",
    "Sales 2",
    "Zoo",
  ]);
});

test("a search keeps what stands above a hit", () => {
  expect(names(matching(tree, "emea")), "the parent gives the place").toEqual(["Sales", "Sales / EMEA"]);
});

test("an outline is indented by level", () => {
  expect(outlineText(matching(tree, "emea")), "tabs, as outliners read them").toBe("Sales\n\tEMEA");
});

test("departments show their people, and lead to them", async () => {
  const { user } = startApp("connected", "departments");
  const open = await button("Show the people of IT");
  expect(open.closest("tr"), "with those below").toHaveTextContent("30");
  expect(open.closest("tr"), "and where it comes from").toHaveTextContent("Microsoft 365");
  await expectAccessible();
  await user.click(open);
  expect(await screen.findByText("Department: IT"), "the employees, filtered").toBeVisible();
});

test("before the first sync there is a way to the first preview", async () => {
  const { user } = startApp("before", "departments");
  expect(await screen.findByText("Departments appear with the first sync."), "why it is empty").toBeVisible();
  await user.click(
    within(await screen.findByRole("region", { name: "No departments yet" })).getByRole("button"),
  );
  expect(await screen.findByRole("heading", { name: "Preview" }), "there").toBeVisible();
});

test("the outline is copied for other programs", async () => {
  const { user, fake } = startApp("connected", "departments");
  await user.click(await button("Copy as an outline"));
  await eventually(() => expect(fake.copied[0], "levels as tabs").toContain("IT\n\tPlatform\n\tSupport"));
});

test("where people go is changed beside the rules, and saved with them", async () => {
  const { user, fake } = startApp("connected", "departments");
  await user.click(await screen.findByRole("tab", { name: /Who goes where/ }));
  const row = await screen.findByRole("listitem", { name: "3. Sales team" });
  expect(screen.queryByRole("listitem", { name: "1. Guests" }), "rules that skip go nowhere").toBeNull();
  const path = within(row).getByRole("combobox", { name: "Department" });
  await user.clear(path);
  await user.type(path, "Sales / Team");
  await expectAccessible();
  await user.click(await button("Save"));
  await eventually(() =>
    expect(fake.world.config.rules[2]?.then, "saved").toEqual({ import: { department: "Sales / Team" } }),
  );
});

const newOne = async (name: string) => {
  const all = await within(await trial()).findAllByRole("listitem");
  return all.find((item) => item.textContent?.startsWith(name));
};
const trial = () => screen.findByRole("complementary", { name: "Who would go where" });

test("the draft shows where people would go, and which departments it would need", async () => {
  const { user, lastCall, fake } = startApp("connected", "departments");
  await user.click(await screen.findByRole("tab", { name: /Who goes where/ }));
  const people = await within(await trial()).findAllByRole("term");
  expect(people, "five people").toHaveLength(5);
  const row = await screen.findByRole("listitem", { name: "3. Sales team" });
  const path = within(row).getByRole("combobox", { name: "Department" });
  await user.clear(path);
  await user.type(path, "Night shift");
  await eventually(async () =>
    expect(await newOne("Night shift"), "new, with its people").toHaveTextContent(/Night shift \d+ people/),
  );
  expect(within(await trial()).getByText(/departments? would be new$/), "counted").toBeVisible();
  expect(lastCall("preview_departments")?.config, "by the draft").toMatchObject({
    rules: [{}, {}, { then: { import: { department: "Night shift" } } }, {}],
  });
  expect(JSON.stringify(fake.world.config), "nothing is saved").not.toContain("Night shift");
  await expectAccessible();
});

test("people whom two rules would take to different departments are named, with the one that wins", async () => {
  const { user } = startApp("connected", "departments", ({ world }) => {
    const who = { all: [{ field: "department", op: "equals", value: "Sales" }] };
    const rule = (name: string, department: string) => ({
      ...{ name, note: "", enabled: true, who },
      then: { import: { department } },
    });
    world.config = { ...world.config, rules: [rule("One", "Sales"), rule("Two", "Board")] };
  });
  await user.click(await screen.findByRole("tab", { name: /Who goes where/ }));
  const said =
    /^Rules 1 and 2 give \d+ people different departments, such as .+; the upper rule wins \(Sales\)\.$/;
  expect(await screen.findByText(said), "which, whom and where").toBeVisible();
  await expectAccessible();
  const row = await screen.findByRole("listitem", { name: "2. Two" });
  const path = within(row).getByRole("combobox", { name: "Department" });
  await user.clear(path);
  await user.type(path, "Sales");
  await eventually(() => expect(screen.queryByText(said), "both lead to one").toBeNull());
});

test("departments that are not created send their people to the default one, and that is said", async () => {
  const { user } = startApp("connected", "departments");
  await user.click(await screen.findByRole("tab", { name: /Who goes where/ }));
  const row = await screen.findByRole("listitem", { name: "3. Sales team" });
  const path = within(row).getByRole("combobox", { name: "Department" });
  await user.clear(path);
  await user.type(path, "Night shift");
  await within(await trial()).findAllByText("Night shift");
  await user.click(screen.getByRole("switch", { name: "Create departments that do not exist yet" }));
  expect(
    await within(await trial()).findByText(/do(es)? not exist; (its|their) people go to /),
    "where they go instead",
  ).toBeVisible();
});

test("before the first read there are no examples, and that is said", async () => {
  const { user } = startApp("before", "departments");
  await user.click(await screen.findByRole("tab", { name: /Who goes where/ }));
  expect(
    await within(await trial()).findByText("Examples appear after the first preview."),
    "in one line",
  ).toBeVisible();
});
