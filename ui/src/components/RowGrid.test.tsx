import { screen, within } from "@testing-library/react";
import { type GridApi, getGridApi } from "ag-grid-community";
import { expect, test, vi } from "vitest";
import { button, eventually, startApp } from "../../test/app";

/** The table on the screen, as its library knows it. */
async function tableOf(text: string): Promise<GridApi> {
  const [cell] = await screen.findAllByText(text);
  const table = cell?.closest("[role=grid], [role=treegrid]")?.closest<HTMLElement>("[data-region] > *");
  const api = table && getGridApi(table);
  if (!api) throw new Error("no table here");
  return api;
}

const widen = (api: GridApi, colId: string, width: number) =>
  api.applyColumnState({ state: [{ colId, width, flex: null }] });

test("keys and ticks leave the table's columns alone, and the widths somebody gave them", async () => {
  const { user } = startApp("connected", "employees");
  const api = await tableOf("Hana Nowak");
  const told = vi.spyOn(api, "updateGridOptions");
  widen(api, "email", 333);
  await user.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
  expect(await button("Set department…"), "drawn again for the tick").toBeVisible();
  await user.type(screen.getByRole("searchbox"), "hana");
  await eventually(() => expect(screen.queryByText("148 people"), "and for the search").toBeNull());
  expect(told, "nothing about the columns is new").not.toHaveBeenCalled();
  expect(api.getColumn("email")?.getActualWidth(), "as it was given").toBe(333);
});

test("of other columns the table that stands hears, and of nothing else", async () => {
  const { user } = startApp("connected", "employees");
  const api = await tableOf("Hana Nowak");
  const told = vi.spyOn(api, "updateGridOptions");
  await user.click(await button("Columns"));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Manager" }));
  await eventually(() => expect(api.getColumn("manager"), "the new column").not.toBeNull());
  expect(
    told.mock.calls.map(([options]) => Object.keys(options)),
    "only what changed",
  ).toEqual([["columnDefs"]]);
});

const headOf = (name: RegExp) => screen.findByRole("columnheader", { name });

test("a column that went with its tab comes back as the one the rows are sorted by", async () => {
  const { user, lastCall } = startApp("connected", "preview");
  await user.click(within(await headOf(/^Change/)).getByText("Change"));
  await eventually(() => expect(lastCall("plan_rows"), "by it").toMatchObject({ query: { sort: "kind" } }));
  await user.click(await screen.findByRole("tab", { name: /^Not imported/ }));
  await eventually(() => expect(screen.queryByRole("columnheader", { name: /^Change/ }), "gone").toBeNull());
  await user.click(await screen.findByRole("tab", { name: /^All/ }));
  await eventually(() =>
    expect(document.querySelector(".ag-header [col-id=kind]"), "its head says so").toHaveAttribute(
      "aria-sort",
      "ascending",
    ),
  );
});

test("a column that was hidden comes back as the one the list is sorted by", async () => {
  const { user, lastCall } = startApp("connected", "employees");
  await user.click(within(await headOf(/^Email/)).getByText("Email"));
  await eventually(() => expect(lastCall("employees"), "by it").toMatchObject({ query: { sort: "email" } }));
  await user.click(await button("Columns"));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Email" }));
  await eventually(() => expect(document.querySelector(".ag-header [col-id=email]"), "hidden").toBeNull());
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Email" }));
  await eventually(() =>
    expect(document.querySelector(".ag-header [col-id=email]"), "its head").toHaveAttribute(
      "aria-sort",
      "ascending",
    ),
  );
  expect(lastCall("employees"), "as the rows are").toMatchObject({ query: { sort: "email" } });
});
