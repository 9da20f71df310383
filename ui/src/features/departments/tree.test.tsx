/** Departments worked with by keys, renamed, merged and removed. */

import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";
import { renamed } from "../../session/draft/rename";

const row = (name: string) => screen.findByRole("row", { name });
const focused = () => document.activeElement?.getAttribute("aria-label");

async function started(before?: Parameters<typeof startApp>[2]) {
  const app = startApp("connected", "departments", before);
  const it = await row("IT");
  it.focus();
  return { ...app, it };
}

test("the keys of a tree lead through the departments", async () => {
  const { user } = await started();
  await user.keyboard("{ArrowRight}");
  expect(focused(), "into the first one below").toBe("IT / Platform");
  await user.keyboard("{ArrowDown}");
  expect(focused(), "down").toBe("IT / Support");
  await user.keyboard("{ArrowLeft}");
  expect(focused(), "up to the one above").toBe("IT");
  await user.keyboard("{ArrowLeft}");
  expect(await row("IT"), "which closes").toHaveAttribute("aria-expanded", "false");
  expect(screen.queryByRole("row", { name: "IT / Support" }), "with those below it").toBeNull();
  await user.keyboard("{ArrowRight}");
  expect(await row("IT / Support"), "and opens again").toBeVisible();
  await user.keyboard("{End}");
  const last = focused();
  await user.keyboard("{Home}");
  expect(focused(), "from the end to the beginning").not.toBe(last);
  await user.keyboard("sa");
  expect(focused(), "or by the beginning of a name").toBe("Sales");
  await expectAccessible();
});

test("a department is renamed where it stands, and the name of Microsoft 365 is kept", async () => {
  const { user, lastCall } = await started();
  await user.keyboard("{F2}");
  const field = await screen.findByRole("textbox", { name: "New name of IT" });
  await user.clear(field);
  await user.type(field, "Computers");
  expect(
    screen.getByText("The Microsoft 365 name ‘IT’ stays mapped to ‘Computers’."),
    "what becomes of the old name is said while typing",
  ).toBeVisible();
  await expectAccessible();
  await user.keyboard("{Enter}");
  await eventually(() =>
    expect(lastCall("rename_department"), "as typed").toEqual({ from: "IT", to: "Computers", merge: false }),
  );
  expect(await row("Computers"), "with its people").toHaveTextContent("30");
  expect(await row("Computers"), "and the name it has at its source").toHaveTextContent(
    "‘IT’ in Microsoft 365",
  );
  expect(await row("Computers / Support"), "those below come along").toBeVisible();
});

test("the mouse closes what has others below it", async () => {
  const { user, it } = await started();
  const toggle = it.querySelector("button[aria-hidden]");
  if (!toggle) throw new Error("there is something to click");
  await user.click(toggle);
  expect(it, "closed").toHaveAttribute("aria-expanded", "false");
  expect(screen.queryByRole("row", { name: "IT / Support" }), "with those below it").toBeNull();
});

test("Esc leaves the name as it is", async () => {
  const { user, lastCall } = await started();
  await user.keyboard("{F2}");
  await user.type(await screen.findByRole("textbox", { name: "New name of IT" }), "x{Escape}");
  await eventually(() => expect(focused(), "back on the row").toBe("IT"));
  expect(lastCall("rename_department"), "nothing was asked of the core").toBeUndefined();
});

test("a name that is taken asks first, with numbers, and then makes one department", async () => {
  const { user, lastCall } = await started();
  await user.keyboard("{F2}");
  const field = await screen.findByRole("textbox", { name: "New name of IT" });
  await user.clear(field);
  await user.type(field, "sales{Enter}");
  const asked = await screen.findByRole("dialog", { hidden: true });
  expect(asked, "how many people each").toHaveTextContent(/‘IT’ \(people: 30\).*‘Sales’ \(people: \d+\)/);
  await expectAccessible();
  await user.click(await inDialog("Merge departments"));
  await eventually(() =>
    expect(lastCall("rename_department"), "now meant").toEqual({ from: "IT", to: "Sales", merge: true }),
  );
  await eventually(() => expect(screen.queryByRole("row", { name: "IT" }), "one is left").toBeNull());
});

test("the menu opens by keys, merges, and forgets a name", async () => {
  const { user, lastCall } = await started((fake) => fake.world.renames.set("Sales", "IT"));
  await user.keyboard("{Shift>}{F10}{/Shift}");
  const removes = await screen.findByRole("menuitem", { name: "Remove Del" });
  expect(removes, "people are in it").toHaveAttribute("aria-disabled", "true");
  await user.click(screen.getByRole("menuitem", { name: "Merge into…" }));
  const dialog = await screen.findByRole("dialog", { hidden: true });
  expect(await inDialog("Merge departments"), "until one is chosen").toBeDisabled();
  await user.type(within(dialog).getByRole("combobox", { name: "Into", hidden: true }), "Finance");
  await user.click(await inDialog("Merge departments"));
  await eventually(() =>
    expect(lastCall("rename_department"), "into that one").toEqual({
      from: "IT",
      to: "Finance",
      merge: true,
    }),
  );
  const finance = await row("Finance");
  await eventually(() => expect(finance, "it has the name now").toHaveTextContent("Sales"));
  fireEvent.contextMenu(finance);
  await user.click(await screen.findByRole("menuitem", { name: "Forget the Microsoft 365 name ‘Sales’" }));
  await eventually(() => expect(lastCall("forget_department_name"), "forgotten").toEqual({ name: "Sales" }));
});

test("Del removes an empty department, and says why another one stays", async () => {
  const { user, lastCall } = await started((fake) => fake.world.emptyDepartments.push("Attic"));
  await user.keyboard("{Delete}");
  expect(await screen.findByText(/‘IT’ is not empty/), "with how many").toBeVisible();
  (await row("Attic")).focus();
  await user.keyboard("{Delete}");
  await eventually(() => expect(lastCall("remove_department"), "asked").toEqual({ path: "Attic" }));
  await eventually(() => expect(screen.queryByRole("row", { name: "Attic" }), "gone").toBeNull());
});

test("keys copy the outline and show the people, and so does a click in the chart", async () => {
  const { user, fake, it } = await started();
  await user.keyboard("{Control>}c{/Control}");
  await eventually(() => expect(fake.copied[0], "levels as tabs").toContain("IT\n\tPlatform\n\tSupport"));
  const bar = it.querySelector("td[aria-hidden] svg");
  if (!bar) throw new Error("every department has a bar");
  await user.click(bar);
  expect(await screen.findByText("Department: IT"), "the employees, filtered").toBeVisible();
});

test("what is edited and not saved follows a rename", async () => {
  const { user, fake } = await started();
  await user.click(await screen.findByRole("tab", { name: /Who goes where/ }));
  const team = await screen.findByRole("listitem", { name: "3. Sales team" });
  const path = within(team).getByRole("combobox", { name: "Department" });
  await user.clear(path);
  await user.type(path, "IT / Desk");
  await user.click(screen.getByRole("tab", { name: "Departments" }));
  (await row("IT")).focus();
  await user.keyboard("{F2}");
  const field = await screen.findByRole("textbox", { name: "New name of IT" });
  await user.clear(field);
  await user.type(field, "Computers{Enter}");
  await row("Computers");
  await user.click(screen.getByRole("tab", { name: /Who goes where/ }));
  await user.click(await button("Save"));
  await eventually(() =>
    expect(fake.world.config.rules[2]?.then, "saved").toEqual({
      import: { department: "Computers / Desk" },
    }),
  );
});

test("a rename concerns a path and what is below it, however it is spelled", () => {
  const into = (department: string) => ({ then: { import: { department } } });
  const config = {
    default_department: "main",
    otherwise: { skip: true } as const,
    rules: [into("MAIN / Desk"), into("Mainz"), { then: { import: { pattern: "{department}" } } }],
  };
  const after = renamed(config, "Main", "Staff");
  expect(after.default_department, "itself").toBe("Staff");
  expect(after.rules, "below it; other names and patterns stay").toEqual([
    into("Staff / Desk"),
    into("Mainz"),
    config.rules[2],
  ]);
});

test("of a thousand departments those in sight are drawn, and keys reach the others", async () => {
  const { user } = await started((fake) => {
    for (let n = 1; n <= 1_000; n += 1) fake.world.emptyDepartments.push(`Team ${n}`);
  });
  expect(screen.getAllByRole("row").length, "not all at once").toBeLessThan(200);
  await user.keyboard("{End}");
  expect(focused(), "the last one, drawn for the focus").toBe("Team 1000");
  const last = await row("Team 1000");
  const table = screen.getByRole("treegrid");
  expect(last, "where it stands").toHaveAttribute("aria-rowindex", table.getAttribute("aria-rowcount") ?? "");
  await user.keyboard("{ArrowUp}");
  expect(focused(), "and on from there").toBe("Team 999");
  await user.keyboard("{Home}");
  expect(screen.queryByRole("row", { name: "Team 1000" }), "no longer drawn").toBeNull();
  await expectAccessible();
});
