import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible, startApp } from "../../../test/app";

const tree = (name: string) => screen.findByRole("tree", { name });

test("people stand at the right of whom they report to", async () => {
  startApp("connected", "organisation");
  const top = await within(await tree("People")).findByRole("treeitem", { name: /^Anna Berg/ });
  expect(top, "few are at the top: their branches are open").toHaveAttribute("aria-expanded", "true");
  expect(await within(top).findAllByRole("treeitem"), "her direct reports").not.toHaveLength(0);
  await expectAccessible();
});

test("a branch is opened by key and asked for only then", async () => {
  const { user, fake } = startApp("connected", "organisation");
  const asked = () => fake.calls.filter(({ args }) => JSON.stringify(args).includes('"manager":2')).length;
  const manager = await screen.findByRole("treeitem", { name: /^Hana Nowak/ });
  expect(asked(), "nobody looked there yet").toBe(0);
  manager.focus();
  await user.keyboard("{ArrowRight}");
  await eventually(() => expect(manager, "open").toHaveAttribute("aria-expanded", "true"));
  expect(asked(), "asked once").toBe(1);
});

test("one branch can be looked at alone, and saved as a picture", async () => {
  const { user, fake } = startApp("connected", "organisation");
  fake.saveTo = "/home/admin/team.png";
  (await screen.findByRole("treeitem", { name: /^Hana Nowak/ })).focus();
  await user.click(await button("Show only Hana Nowak and those below"));
  const way = await screen.findByRole("navigation", { name: "Where this branch is" });
  expect(
    within(way).getByRole("button", { name: "Anna Berg" }),
    "who stands above leads there",
  ).toBeVisible();
  await user.click(await button("Save as picture"));
  await user.click(await screen.findByRole("menuitem", { name: "PNG picture…" }));
  await eventually(() =>
    expect(fake.calls.at(-1), "the branch, not everybody").toMatchObject({
      command: "export_chart",
      args: { request: { what: { which: "people", top: 2 }, format: "png", path: "/home/admin/team.png" } },
    }),
  );
});

test("somebody is found by a few letters, and shown with the way down", async () => {
  const { user } = startApp("connected", "organisation");
  await user.type(await screen.findByRole("combobox", { name: "Find a person" }), "zoë");
  await user.click(await screen.findByRole("option", { name: "Zoë Müller" }));
  const way = await screen.findByRole("navigation", { name: "Where this branch is" });
  expect(way, "through her managers").toHaveTextContent("EverybodyAnna BergHana NowakZoë Müller");
  await expectAccessible();
  await user.click(within(way).getByRole("button", { name: "Everybody" }));
  expect(await screen.findByRole("treeitem", { name: /^Anna Berg/ }), "and back").toBeVisible();
});

test("a chart that is too large says what to do", async () => {
  const { user, fake } = startApp("connected", "organisation");
  fake.refuse("export_chart", failureOf("chart_too_large", { boxes: "9000", most: "500" }));
  await user.click(await button("Save as picture"));
  await user.click(await screen.findByRole("menuitem", { name: "PNG picture…" }));
  expect(await screen.findByText(/9000 boxes are too many/), "how many, and how many fit").toBeVisible();
});

test("those who stand alone are one branch at the end", async () => {
  const { user } = startApp("connected", "organisation");
  const alone = await screen.findByRole("treeitem", { name: /people stand alone/ });
  await user.click(alone);
  expect(await within(alone).findAllByRole("treeitem"), "they open like any branch").not.toHaveLength(0);
});

test("departments lie in each other, and lead to their people", async () => {
  const { user } = startApp("connected", "organisation");
  await user.click(await screen.findByRole("tab", { name: "Departments" }));
  const it = await within(await tree("Departments")).findByRole("treeitem", { name: /^IT/ });
  expect(within(it).getByRole("treeitem", { name: /^Platform/ }), "below IT").toBeVisible();
  await expectAccessible();
  it.focus();
  await user.click(await button("Show the people of IT"));
  expect(await screen.findByText("Department: IT"), "the employees, filtered").toBeVisible();
});

test("before the first sync there is a way to the first preview", async () => {
  startApp("before", "organisation");
  expect(await screen.findByText("The chart appears with the first sync."), "why it is empty").toBeVisible();
});

test("a chart that could not be read is asked for again", async () => {
  const { user, fake } = startApp("connected", "organisation", (fake) =>
    fake.refuse("chart_page", failureOf("internal")),
  );
  const again = await button("Try again");
  fake.refuse("chart_page", undefined);
  await user.click(again);
  expect(await screen.findByRole("treeitem", { name: /^Anna Berg/ }), "there it is").toBeVisible();
});
