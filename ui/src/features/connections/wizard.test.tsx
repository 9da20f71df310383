import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Config } from "@/contract/types";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

async function connected() {
  const started = startApp("first");
  const { user, fake } = started;
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  fake.browser("signs in");
  await screen.findByRole("radiogroup", { name: "Who is imported" });
  return started;
}

test("the choices begin with the usual answers and say what they mean in numbers", async () => {
  const { fake } = await connected();
  for (const name of [
    /^Everyone except guests \(usual\)/,
    /^Update them .*\(usual\)/,
    /^Follow them \(usual\)/,
  ]) {
    expect(await screen.findByRole("radio", { name }), "the usual answer").toBeChecked();
  }
  expect(
    screen.getByRole("radio", { name: "Empty it here too (usual)" }),
    "emptied fields too",
  ).toBeChecked();
  expect(await screen.findByText(/^Would import 148 people of/), "all of them together").toBeVisible();
  expect(
    await screen.findByRole("radio", { name: /department · \d+ of \d+$/ }),
    "each who alone",
  ).toBeEnabled();
  await expectAccessible();
  expect(
    fake.calls.some(({ command }) => command === "save_rules"),
    "nothing was chosen, nothing is saved",
  ).toBe(false);
});

test("a choice is saved at once and counted anew", async () => {
  const { user, fake, lastCall } = await connected();
  const saved = () => lastCall("save_rules")?.config as Config | undefined;
  await user.click(await screen.findByRole("radio", { name: /^Only people with a department/ }));
  await eventually(() =>
    expect(saved()?.rules.at(-1)?.who, "the rule of the template").toEqual({
      all: [{ field: "department", op: "is_not_empty" }],
    }),
  );
  expect(saved()?.otherwise, "and nobody else").toEqual({ skip: true });
  await eventually(() =>
    expect(fake.calls.at(-1)?.command, "planned again without reading").not.toBe("save_rules"),
  );
  expect(
    fake.calls.filter(({ command }) => command === "preview"),
    "read once",
  ).toHaveLength(1);

  await user.click(screen.getByRole("radio", { name: "Keep the value here" }));
  await eventually(() =>
    expect(
      new Set(Object.values(saved()?.mapping ?? {}).map(({ when_empty }) => when_empty)),
      "for every field",
    ).toEqual(new Set(["keep"])),
  );
  expect(saved()?.rules.at(-1)?.name, "the earlier choice stays").toBe("With a department");
  await user.click(screen.getByRole("radio", { name: "Only link them, change no field" }));
  await user.click(screen.getByRole("radio", { name: /first import only$/ }));
  await eventually(() =>
    expect(saved()?.policies, "the policies of the connection").toMatchObject({
      existing_people: "link_only",
      departments: "first_import",
    }),
  );
  await user.click(await button("Next"));
  await user.click(await button("Back"));
  expect(
    await screen.findByRole("radio", { name: "Keep the value here" }),
    "going back keeps it",
  ).toBeChecked();
});

test("leaving a begun connection asks whether to keep it as a draft", async () => {
  const { user } = startApp("first");
  await user.click(await button("Connect…"));
  await user.type(await screen.findByLabelText("Name of the connection"), "Contoso");
  await user.keyboard("{Escape}");
  expect(await screen.findByText("Keep this connection as draft?"), "asked").toBeInTheDocument();
  await user.click(await inDialog("Keep draft"));
  await user.click(await button("Connect…"));
  expect(await screen.findByLabelText("Name of the connection"), "kept").toHaveValue("Contoso");
  await user.keyboard("{Escape}");
  await user.click(await inDialog("Discard"));
  await user.click(await button("Connect…"));
  expect(await screen.findByLabelText("Name of the connection"), "forgotten").toHaveValue("");
  await user.keyboard("{Escape}");
  expect(await button("Connect…"), "nothing was typed: nothing to ask").toBeVisible();
});

test("Alt and the left arrow go a step back", async () => {
  const { user } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await screen.findByText("What we ask for");
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  expect(await screen.findByLabelText("Name of the connection"), "the name").toBeVisible();
});
