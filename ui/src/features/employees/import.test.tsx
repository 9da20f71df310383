import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

async function chooseFile(user: ReturnType<typeof startApp>["user"]) {
  await user.click(await button("Import…"));
  await user.click(await inDialog("Choose file…"));
  return screen.findByRole("region", { name: "Columns of the file", hidden: true });
}

test("a file shows what its columns and lines would become, and comes in whole or not at all", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  fake.openFrom = "/home/admin/partners.csv";
  const columns = await chooseFile(user);
  expect(screen.getByText("partners.csv"), "the chosen file").toBeInTheDocument();
  expect(within(columns).getByLabelText("Field for column E-Mail"), "known by its heading").toHaveValue(
    "email",
  );
  expect(within(columns).getByLabelText("Field for column Badge"), "of no field").toHaveValue("");
  expect(await screen.findByText("1 line cannot be taken"), "the problem first").toBeInTheDocument();
  expect(await inDialog(/^Import 2 people/), "nothing of it while a line is wrong").toBeDisabled();
  await expectAccessible();

  await user.selectOptions(within(columns).getByLabelText("Field for column Badge"), "employee_id");
  await eventually(() =>
    expect(lastCall("import_people"), "tried with every column said").toEqual({
      request: {
        path: "/home/admin/partners.csv",
        dry_run: true,
        update: false,
        columns: { Name: "display_name", "E-Mail": "email", Badge: "employee_id" },
      },
    }),
  );
  await user.click(await screen.findByRole("switch", { name: /Update people of your own/, hidden: true }));
  await user.click(await inDialog(/^Import 3 people/));
  expect(await screen.findByText("3 people imported."), "done").toBeVisible();
  expect(lastCall("import_people"), "written as it was tried").toMatchObject({
    request: { dry_run: false, update: true, columns: { Badge: "employee_id" } },
  });
  await user.click(await button("Show or undo"));
  expect(await button(/^Undo this/), "an import can be taken back").toBeEnabled();
});

test("a file without addresses names what is missing and imports nobody", async () => {
  const { user } = startApp("connected", "employees");
  const columns = await chooseFile(user);
  await user.selectOptions(within(columns).getByLabelText("Field for column E-Mail"), "");
  expect(await screen.findByText(/no column with email addresses|no address/i), "why").toBeInTheDocument();
  expect(await inDialog(/^Import/), "nothing to import").toBeDisabled();
});

test("closing the open dialog leaves the list as it is", async () => {
  const { user, fake, lastCall } = startApp("connected", "employees");
  fake.openFrom = null;
  await user.click(await button("Import…"));
  await user.click(await inDialog("Choose file…"));
  expect(await inDialog("Choose file…"), "still there").toBeEnabled();
  expect(lastCall("file_columns"), "nothing was opened").toBeUndefined();
});

test("an address that somebody has leads to that person", async () => {
  const { user, fake } = startApp("connected", "employees");
  const taken = { email: "ben@x.example", name: "Ben Kurz", employee: "2" };
  fake.refuse("add_person", failureOf("address_taken", taken));
  await user.click(await button("Add person…"));
  await user.type(await screen.findByLabelText(/^Email/), "ben@x.example");
  await user.click(await inDialog("Add person"));
  await user.click(await screen.findByRole("button", { name: "Open Ben Kurz", hidden: true }));
  expect(await screen.findByRole("complementary"), "the one who has it").toBeVisible();
});
