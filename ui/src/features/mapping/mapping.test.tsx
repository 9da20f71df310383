import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { button, eventually, expectAccessible, startApp } from "../../../test/app";
import { kindOf, originOf, sourceOf, textOf } from "./origin";

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
