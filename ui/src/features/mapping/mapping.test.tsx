import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { source } from "@/platform/fake/rules/directory";
import { button, eventually, expectAccessible, startApp } from "../../../test/app";
import { kindOf, originOf, sourceOf, textOf } from "./origin";

const sampleName = (index: number) => source(index).name;

test("a chain of one is written plainly, and none at all as an empty chain", () => {
  expect(originOf(["mobilePhone"]), "as people write it").toBe("mobilePhone");
  expect(originOf(["mobilePhone", "faxNumber"]), "a chain").toEqual(["mobilePhone", "faxNumber"]);
  expect([kindOf([]), kindOf("{givenName} {surname}"), kindOf("city")], "told apart").toEqual([
    "nothing",
    "template",
    "fields",
  ]);
});

test("an entry of a list keeps its number", () => {
  expect(sourceOf("businessPhones[1]"), "name and number").toEqual({ name: "businessPhones", index: 1 });
  expect(textOf(sourceOf("businessPhones[1]")), "and back").toBe("businessPhones[1]");
});

test("every field shows its source; rare fields are folded", async () => {
  const { user } = startApp("connected", "mapping");
  const row = (await button("Change Business phone")).closest("tr");
  expect(row, "in words").toHaveTextContent("Business phones (1.)");
  expect(screen.queryByRole("button", { name: "Change Custom 1" }), "folded").toBeNull();
  await user.click(await button("More fields (15)"));
  expect(await button("Change Custom 15"), "unfolded").toBeVisible();
  await expectAccessible();
});

test("a fallback, a transform and who wins are chosen beside the table, and reset again", async () => {
  const { user, fake } = startApp("connected", "mapping");
  await user.click(await button("Change Mobile phone"));
  const panel = await screen.findByRole("complementary", { name: "Mobile phone" });
  await user.click(within(panel).getByRole("button", { name: "Add a fallback" }));
  await user.click(within(panel).getByRole("combobox", { name: "Transform" }));
  await user.click(await screen.findByRole("option", { name: "International phone number" }));
  expect(within(panel).getByText(/usage location or country/), "the honest hint").toBeVisible();
  await user.click(within(panel).getByRole("radio", { name: "Keep the value here" }));
  const row = screen.getByRole("button", { name: "Change Mobile phone" }).closest("tr");
  expect(row, "the chain in words").toHaveTextContent("Mobile phone, else Business phones (1.)");
  expect(row, "what is special about it").toHaveTextContent("kept when empty");
  await expectAccessible();
  await user.click(await button("Save"));
  await eventually(() =>
    expect(fake.world.config.mapping.mobile_phone, "saved").toEqual({
      from: ["mobilePhone", "businessPhones[0]"],
      transform: "phone_e164",
      when_empty: "keep",
      wins: "source",
    }),
  );
  await user.click(within(panel).getByRole("button", { name: "Reset to default" }));
  expect(row, "as at the beginning").not.toHaveTextContent("else");
});

test("the policies of the connection stand beside the fields", async () => {
  const { user, fake } = startApp("connected", "mapping");
  await user.click(await screen.findByRole("tab", { name: /Policies/ }));
  await user.click(await screen.findByRole("radio", { name: "Keep them in the list" }));
  const percent = screen.getByRole("textbox", { name: "Percent of the people of this connection" });
  await user.clear(percent);
  await user.type(percent, "250");
  expect(
    await screen.findByText("Use a whole number from 0 to 100."),
    "refused where it is typed",
  ).toBeVisible();
  await user.clear(percent);
  await user.type(percent, "20");
  await expectAccessible();
  await user.click(await button("Save"));
  await eventually(() =>
    expect(fake.world.config.policies, "saved").toMatchObject({
      leavers: "keep",
      removal_limit: { count: 5, percent: 20 },
    }),
  );
});

test("allowed domains take only domains", async () => {
  const { user, fake } = startApp("connected", "mapping");
  await user.click(await screen.findByRole("tab", { name: /Policies/ }));
  await user.click(await screen.findByRole("radio", { name: "At these domains only" }));
  const list = screen.getByRole("textbox", { name: "Domains, separated by commas" });
  await user.type(list, "contoso");
  expect(
    await screen.findByText("Enter at least one domain, such as contoso.com."),
    "not yet one",
  ).toBeVisible();
  await user.type(list, ".example, fabrikam.example");
  await user.click(await button("Save"));
  await eventually(() =>
    expect(fake.world.config.policies.allowed_domains, "both").toEqual([
      "contoso.example",
      "fabrikam.example",
    ]),
  );
});

test("what keeps everything from being saved is said here too, and leads to the rules", async () => {
  const { user } = startApp("connected", "rules");
  await user.click(await button("New rule"));
  await user.click(await button("Data mapping"));
  await user.click(await button("Save"));
  expect(
    await screen.findByText("1 problem keeps this from being saved."),
    "refused, and said",
  ).toBeVisible();
  await user.click(await button("Show"));
  expect(await screen.findByRole("heading", { name: "Rules" }), "where it can be mended").toBeVisible();
});

const sampleOf = () => screen.findByRole("group", { name: "Sample person" });
const rowOf = async (field: string) => (await button(`Change ${field}`)).closest("tr") as HTMLElement;
const shownIn = async (field: string) => {
  const [, value, filled] = within(await rowOf(field)).getAllByRole("cell");
  return [value?.textContent, filled?.textContent];
};

test("every field shows what it becomes for one person, and how many people have a value", async () => {
  startApp("connected", "mapping");
  await eventually(async () => expect(await sampleOf(), "whose values").toHaveTextContent(sampleName(0)));
  expect(await shownIn("Name"), "the value, and how many have one").toEqual([sampleName(0), "160 of 160"]);
  expect(await shownIn("Fax"), "no value is said, not left blank").toEqual(["empty", "0 of 160"]);
  await expectAccessible();
});

test("people are stepped through by buttons and by keys, up to both ends", async () => {
  const { user } = startApp("connected", "mapping");
  const previous = await button("Previous person");
  await eventually(async () => expect(await sampleOf(), "the first").toHaveTextContent(sampleName(0)));
  expect(previous, "nobody before the first").toHaveAttribute("aria-disabled", "true");
  await user.click(await button("Next person"));
  await eventually(async () => expect(await sampleOf(), "the second").toHaveTextContent(sampleName(1)));
  expect((await shownIn("Name"))[0], "with their value").toBe(sampleName(1));
  await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
  await eventually(async () => expect(await sampleOf(), "the third").toHaveTextContent(sampleName(2)));
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  await eventually(async () => expect(await sampleOf(), "back").toHaveTextContent(sampleName(1)));
  previous.focus();
  await user.keyboard("{Enter}");
  await eventually(() => expect(previous, "at the first again").toHaveAttribute("aria-disabled", "true"));
  expect(previous, "the focus stays for the next key").toHaveFocus();
});

test("an edit is tried before it is saved, and its effect is counted", async () => {
  const { user, lastCall, fake } = startApp("connected", "mapping");
  await user.click(await button("Change Name"));
  const panel = await screen.findByRole("complementary", { name: "Name" });
  const beside = await within(panel).findByRole("region", { name: "Sample" });
  expect(beside, "also beside the editor").toHaveTextContent("160 of 160 have a value.");
  await user.click(within(panel).getByRole("combobox", { name: "Transform" }));
  await user.click(await screen.findByRole("option", { name: "UPPER CASE" }));
  expect(await screen.findByText("160 people change"), "everybody's name").toBeVisible();
  expect((await shownIn("Name"))[0], "as it would be").toBe(sampleName(0).toUpperCase());
  expect(beside, "in both places").toHaveTextContent(sampleName(0).toUpperCase());
  expect(lastCall("preview_mapping")?.config, "by the draft").toMatchObject({
    mapping: { display_name: { transform: "upper" } },
  });
  expect(fake.world.config.mapping.display_name?.transform, "nothing is saved").toBe("none");
  await expectAccessible();
});

test("while an edit is counted the old values stay in their rows", async () => {
  const { user, fake } = startApp("connected", "mapping");
  await eventually(async () => expect(await sampleOf(), "shown").toHaveTextContent(sampleName(0)));
  const table = screen.getByRole("table");
  const invoke = fake.invoke;
  let answer = () => {};
  fake.invoke = async (command, args) => {
    if (command === "preview_mapping") await new Promise<void>((resolve) => (answer = resolve));
    return invoke(command, args);
  };
  await user.click(await button("Next person"));
  await eventually(() => expect(table, "marked as old").toHaveAttribute("aria-busy", "true"));
  expect((await shownIn("Name"))[0], "still the old value").toBe(sampleName(0));
  answer();
  await eventually(() => expect(table, "renewed").toHaveAttribute("aria-busy", "false"));
  expect((await shownIn("Name"))[0], "the new one").toBe(sampleName(1));
});

test("before the first read there are no samples, and that is said", async () => {
  startApp("before", "mapping");
  expect(await screen.findByText("Samples appear after the first preview."), "in one line").toBeVisible();
  expect(screen.queryByRole("columnheader", { name: "Sample" }), "no empty column").toBeNull();
  expect(screen.queryByRole("button", { name: "Next person" }), "nobody to step to").toBeNull();
  await expectAccessible();
});

test("samples that fail leave the mapping to be edited", async () => {
  const { user, fake } = startApp("connected", "mapping", (begun) =>
    begun.refuse("preview_mapping", { code: "internal", params: {}, details: null }),
  );
  const again = await button("Try again");
  expect(await button("Change Fax"), "the table is there").toBeVisible();
  fake.refuse("preview_mapping", undefined);
  await user.click(again);
  await eventually(async () => expect(await sampleOf(), "recovered").toHaveTextContent(sampleName(0)));
});

test("arrows lead from row to row, and Enter opens one", async () => {
  const { user } = startApp("connected", "mapping");
  (await button("Change Name")).focus();
  await user.keyboard("{ArrowDown}");
  expect(await button("Change First name"), "the next row").toHaveFocus();
  await user.keyboard("{ArrowDown}{ArrowUp}{ArrowUp}");
  expect(await button("Change Name"), "and back").toHaveFocus();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByRole("complementary", { name: "First name" }), "opened").toBeVisible();
});
