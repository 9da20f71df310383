import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { EmployeeQuery } from "@/contract/types";
import { personOf } from "@/platform/fake/list";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

const rowOf = (name: RegExp) => screen.findAllByRole("row", { name });

test("an empty list leads to the first import", async () => {
  startApp("before", "employees");
  expect(await button("Preview import"), "the way").toBeEnabled();
  expect(screen.queryByRole("button", { name: "Export…" }), "there is nothing to export").toBeNull();
  await expectAccessible();
});

test("the list shows people and how many there are", async () => {
  startApp("connected", "employees");
  expect(await screen.findByText("148 people"), "the count").toBeInTheDocument();
  expect((await rowOf(/anna\.berg@ ?contoso\.example/)).length, "rows").toBeGreaterThan(0);
  await expectAccessible();
});

test("until the first rows come their places are shown", async () => {
  let come = () => {};
  startApp("connected", "employees", (fake) => {
    const { invoke } = fake;
    const gate = new Promise<void>((open) => (come = open));
    fake.invoke = async (command, args) => {
      if (command === "employees") await gate;
      return invoke(command, args);
    };
  });
  const places = () => screen.queryByRole("progressbar", { name: "Loading…" });
  await eventually(() => expect(places(), "in place of an empty page").not.toBeNull());
  await expectAccessible();
  come();
  expect(await screen.findByText("148 people"), "then the rows").toBeInTheDocument();
  expect(places(), "instead").toBeNull();
});

test("a search asks at once, and one question at a time", async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const { user } = startApp("connected", "employees", (fake) => {
    const { invoke } = fake;
    fake.invoke = async (command, args) => {
      const search = command === "employees" && (args?.query as EmployeeQuery).search;
      if (search) {
        asked.push(search);
        await new Promise<void>((answer) => answers.push(answer));
      }
      return invoke(command, args);
    };
  });
  await user.type(await screen.findByRole("searchbox"), "muller");
  expect(asked, "the first letter; the others wait for its answer").toEqual(["m"]);
  answers[0]?.();
  await eventually(() => expect(asked, "then all of them together").toEqual(["m", "muller"]));
  answers[1]?.();
  expect((await rowOf(/Müller/)).length, "found without the umlaut").toBeGreaterThan(0);
});

test("a search that finds nobody can be cleared", async () => {
  const { user } = startApp("connected", "employees");
  await user.type(await screen.findByRole("searchbox"), "xyzzy");
  expect(await screen.findByText("Nobody matches ‘xyzzy’."), "said").toBeVisible();
  await expectAccessible();
  await user.click(await button("Clear search and filters"));
  expect(await screen.findByText("148 people"), "everyone again").toBeInTheDocument();
});

test("filters that leave nobody are counted, and cleared in one step", async () => {
  const { user } = startApp("connected", "employees");
  await user.click(await button("Filter"));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Paused" }));
  await user.keyboard("{Escape}");
  await user.click(await button("Filter"));
  await user.click(await screen.findByRole("menuitemradio", { name: "Added by hand" }));
  expect(await screen.findByText("Nobody matches these 2 filters."), "how many").toBeVisible();
  await user.type(screen.getByRole("searchbox"), "xyz");
  expect(await screen.findByText("Nobody matches ‘xyz’ with 2 filters."), "and the search").toBeVisible();
  await expectAccessible();
  await user.clear(screen.getByRole("searchbox"));
  await user.click(await button("Clear filters"));
  expect(await screen.findByText("148 people"), "everyone again").toBeInTheDocument();
});

test("an empty archive leads back to the list, and a search in it stays there", async () => {
  const { user } = startApp("connected", "employees");
  const archive = await screen.findByRole("switch", { name: "Show archive" });
  await user.click(archive);
  expect(await screen.findByText("The archive is empty."), "said").toBeVisible();
  await user.type(screen.getByRole("searchbox"), "xyz");
  expect(await screen.findByText("Only the archive was searched."), "where").toBeVisible();
  await user.click(await button("Clear search and filters"));
  expect(await screen.findByText("The archive is empty."), "still the archive").toBeVisible();
  await user.click(await button("Back to the list"));
  expect(await screen.findByText("148 people"), "the list").toBeInTheDocument();
  expect(archive, "switched off").not.toBeChecked();
});

test("the list is narrowed to a department by the filter menu", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await user.click(await button("Filter"));
  await user.click(await screen.findByRole("menuitem", { name: "Department" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "Sales / DACH" }));
  expect(await screen.findByText("Department: Sales / DACH"), "a filter to take off").toBeVisible();
  expect(lastCall("employees"), "asked of the core").toMatchObject({ query: { department: "Sales / DACH" } });
});

test("a person opens beside the list with fields and history, and gives the focus back", async () => {
  const { user } = startApp("connected", "employees");
  const [anna] = await rowOf(/anna\.berg@ ?contoso\.example/);
  await user.click(within(anna as HTMLElement).getAllByRole("gridcell")[1] as HTMLElement);
  const panel = await screen.findByRole("complementary", { name: "Anna Berg" });
  expect(within(panel).getByText("Edited"), "a field edited by hand is marked").toBeVisible();
  expect(within(panel).getByText(/updated$/), "what happened").toBeVisible();
  expect(within(panel).queryByText("Fax"), "empty fields are folded").toBeNull();
  await user.click(within(panel).getByRole("button", { name: "Show empty fields" }));
  expect(within(panel).getByText("Fax"), "and can be shown").toBeVisible();
  await expectAccessible();
  await user.click(within(panel).getByRole("button", { name: "Show this department" }));
  expect(await screen.findByText("Department: Sales / DACH"), "a filter to take off").toBeVisible();
});

test("the export asks what, writes where the admin says, and opens the folder", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  await user.click(await button("Export…"));
  await screen.findByRole("radio", { name: "All: 148 people" });
  await expectAccessible();
  await user.click(await inDialog("Save as…"));
  expect(await screen.findByText("148 people exported"), "done").toBeVisible();
  expect(lastCall("export_people"), "the whole order").toEqual({
    request: { format: "xlsx", path: "/home/admin/employees.xlsx", rows: { which: "all" }, columns: [] },
  });
  expect(lastCall("reveal"), "the folder").toEqual({ path: "/home/admin/employees.xlsx" });
  expect(
    fake.calls.filter(({ command }) => command === "export_people"),
    "once",
  ).toHaveLength(1);
});

test("a file with everybody can be kept up to date, instead of another", async () => {
  const { user, lastCall } = startApp("connected", "employees", ({ world }) => {
    world.refresh = { path: "/home/admin/old.xlsx", format: "xlsx", columns: [] };
  });
  await user.click(await button("Export…"));
  const keep = await screen.findByRole("checkbox", { name: /^Keep this file up to date/ });
  expect(keep, "opt-in").not.toBeChecked();
  await user.click(keep);
  expect(await screen.findByText(/instead of \/home\/admin\/old.xlsx/), "there is one").toBeVisible();
  await expectAccessible();
  await user.click(await inDialog("Save as…"));
  expect(await screen.findByText("148 people exported"), "written").toBeVisible();
  expect(lastCall("set_refresh_file"), "and remembered as it was written").toEqual({
    file: { path: "/home/admin/employees.xlsx", format: "xlsx", columns: [] },
  });
});

test("a file with some people is written once, whatever was ticked before", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await user.type(await screen.findByRole("searchbox"), "muller");
  await eventually(() => expect(screen.queryByText("148 people"), "filtered").toBeNull());
  await user.click(await button("Export…"));
  const searched = await screen.findByRole("radio", { name: /As searched and filtered/ });
  const keep = () => screen.queryByRole("checkbox", { name: /^Keep this file/, hidden: true });
  expect(keep(), "not offered").toBeNull();
  await user.click(await screen.findByRole("radio", { name: /^All:/, hidden: true }));
  await user.click(keep() as HTMLElement);
  await user.click(searched);
  expect(keep(), "no longer offered").toBeNull();
  await user.click(await inDialog("Save as…"));
  await eventually(() => expect(lastCall("reveal"), "written").toBeDefined());
  expect(lastCall("set_refresh_file"), "and that was it").toBeUndefined();
});

test("a search is exported as searched", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await user.type(await screen.findByRole("searchbox"), "muller");
  await rowOf(/Müller/);
  await eventually(() => expect(screen.queryByText("148 people"), "filtered").toBeNull());
  await user.click(await button("Export…"));
  expect(
    await screen.findByRole("radio", { name: /As searched and filtered/ }),
    "chosen by itself",
  ).toBeChecked();
  await user.click(await screen.findByRole("radio", { name: /semicolons/, hidden: true }));
  await user.click(await inDialog("Save as…"));
  await eventually(() =>
    expect(lastCall("export_people"), "the query goes along").toMatchObject({
      request: { format: "csv_excel_de", rows: { which: "filtered", query: { search: "muller" } } },
    }),
  );
});

test("an export that takes long says how far it is and can be stopped", async () => {
  let written = (_: unknown) => {};
  const { user, fake, lastCall } = startApp("connected", "employees", (fake) => {
    const { invoke } = fake;
    fake.invoke = async (command, args) =>
      command === "export_people" ? new Promise((_, reject) => (written = reject)) : invoke(command, args);
  });
  await user.click(await button("Export…"));
  await user.click(await inDialog("Save as…"));
  fake.emit("job", { job: 7, connection: null, phase: "exporting", done: 50, total: 148 });
  await user.click(await inDialog("Stop"));
  expect(lastCall("stop"), "that work").toEqual({ job: 7 });
  fake.emit("job", { job: 7, connection: null, phase: "finished", done: 50, total: 148 });
  written(failureOf("stopped"));
  expect(await screen.findByText("Stopped."), "said").toBeInTheDocument();
  expect(await inDialog("Save as…"), "to be tried again").toBeEnabled();
});

test("a file gets the columns of the table", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await user.click(await button("Export…"));
  await user.click(await inDialog("Columns: all"));
  await user.click(await inDialog("As in the table"));
  await user.click(await inDialog("Save as…"));
  await eventually(() =>
    expect(lastCall("export_people"), "in their order").toMatchObject({
      request: { columns: expect.arrayContaining(["display_name", "email", "owner"]) },
    }),
  );
});

test("closing the save dialog writes nothing and keeps the choices", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  fake.saveTo = null;
  await user.click(await button("Export…"));
  await user.click(await inDialog("Save as…"));
  expect(await inDialog("Save as…"), "still open").toBeEnabled();
  expect(lastCall("export_people"), "nothing written").toBeUndefined();
});

test("a file that cannot be written says what became of the old one", async () => {
  const { user, fake } = startApp("connected", "employees");
  fake.refuse("export_people", failureOf("file_not_writable", { path: "/x/employees.xlsx" }));
  await user.click(await button("Export…"));
  await user.click(await inDialog("Save as…"));
  expect(await screen.findByText("The file /x/employees.xlsx could not be written."), "what").toBeVisible();
  expect(screen.getByText(/A file that was there before is unchanged/), "what it means").toBeVisible();
});

test("the archive says since when somebody is there and how many days are left", async () => {
  const { user } = startApp("connected", "employees", ({ world }) => {
    const at = new Date(Date.now() - 10 * 86_400_000).toISOString();
    world.edits.set(1, { ...personOf(world, 1), status: "archived", archived_at: at });
    world.archiveDays = 400;
  });
  await user.click(await screen.findByRole("switch", { name: "Show archive" }));
  const [row] = (await rowOf(/Anna Berg/)) as [HTMLElement];
  expect(row, "400 less 10").toHaveTextContent(/390$/);
  await user.dblClick(row);
  expect(await screen.findByText(/Erased in 390 days\./), "and in full").toBeVisible();
});

test("a paused person who left Microsoft 365 stays, and it is said since when", async () => {
  const { user } = startApp("connected", "employees", ({ world }) => {
    const gone_since = "2026-11-12T12:00:00Z";
    world.edits.set(1, { ...personOf(world, 1), status: "paused", gone_since });
  });
  const [name] = await screen.findAllByRole("gridcell", { name: /^Paused ?Anna Berg/ });
  await user.click(name as HTMLElement);
  const panel = await screen.findByRole("complementary");
  expect(await within(panel).findByText(/Left Microsoft 365 on Nov 12, 2026\./), "the day").toBeVisible();
  expect(within(panel).getByText(/are ignored for Anna Berg until you resume/), "and why").toBeVisible();
});
