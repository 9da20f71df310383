import { act, screen } from "@testing-library/react";
import i18next from "i18next";
import { expect, test } from "vitest";
import type { Config } from "@/contract/types";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible } from "../../../../test/app";
import { connected, hold } from "../../../../test/wizard";

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

test("counting that fails after it worked says so once, and the next choice tries it again", async () => {
  const { user, fake } = await connected();
  const { invoke } = fake;
  // As long as a count takes, a screen is drawn.
  fake.invoke = async (command, args) => {
    if (command === "plan_again") await new Promise((next) => setTimeout(next));
    return invoke(command, args);
  };
  const counted = () => fake.calls.filter(({ command }) => command === "plan_again").length;
  await screen.findByText(/^Would import/);
  await user.click(screen.getByRole("radio", { name: "Keep the value here" }));
  await eventually(() => expect(counted(), "it worked").toBe(1));
  fake.refuse("plan_again", failureOf("internal"));
  await user.click(screen.getByRole("radio", { name: "Only link them, change no field" }));
  expect(await screen.findByText(/^Something went wrong inside Rollcall/), "said").toBeVisible();
  expect(counted(), "not asked over and over").toBe(2);
  fake.refuse("plan_again", undefined);
  await user.click(screen.getByRole("radio", { name: /first import only$/ }));
  await eventually(() => expect(counted(), "with the next choice").toBe(3));
  await eventually(() =>
    expect(screen.queryByText(/^Something went wrong inside Rollcall/), "over").toBeNull(),
  );
});

test("Next waits until the latest choice is kept and counted", async () => {
  const { user, fake } = await connected();
  await screen.findByText(/^Would import/);
  const letGo = hold(fake, "save_rules");
  await user.click(screen.getByRole("radio", { name: "Keep the value here" }));
  await user.click(await button("Next"));
  expect(screen.getByRole("radiogroup", { name: "Who is imported" }), "not yet").toBeVisible();
  letGo();
  expect(await button("Import 148 people"), "nothing is left to be previewed again").toBeEnabled();
  expect(screen.queryByText("Something changed since this preview."), "nothing is old").toBeNull();
});

test("one can go on while users are counted, and sees how many", async () => {
  const { fake } = await connected(({ world }) => {
    world.pace = 60_000;
  });
  const job = { job: 0, connection: fake.world.connections[0]?.id ?? 1, total: null };
  act(() => fake.emit("job", { ...job, phase: "reading_users", done: 1_200 }));
  expect(await screen.findByText("1,200 users so far"), "streamed").toBeVisible();
  act(() => fake.emit("job", { ...job, phase: "reading_groups", done: 12 }));
  expect(await screen.findByText("Reading groups: 12 so far"), "beside the groups").toBeVisible();
  expect(screen.getByText("1,200 users so far"), "which do not hide the users").toBeVisible();
  expect(screen.getByText(/^Choose meanwhile/), "what comes").toBeVisible();
  expect(await button("Next"), "and Next goes on").toBeEnabled();
});

/** All users are there, and groups take their time. */
async function whileGroupsLoad() {
  const started = await connected(({ world }) => {
    world.pace = 60_000;
  });
  const { fake } = started;
  const arrive = () => {
    fake.world.usersOnly = true;
    fake.emit("changed", ["rules"]);
  };
  act(arrive);
  return started;
}

test("choices are counted, kept and left behind while groups still load", async () => {
  const { user, fake, lastCall } = await whileGroupsLoad();
  expect(await screen.findByText("All users are read, groups still load."), "how far it is").toBeVisible();
  const every = screen.getByText(/^Would import \d+ people of \d+$/).textContent;
  const few = await screen.findByRole("radio", { name: /department · \d+ of \d+$/ });
  await user.click(few);
  await eventually(() => expect(lastCall("save_rules"), "kept at once").toBeDefined());
  await eventually(() =>
    expect(screen.getByText(/^Would import/).textContent, "and counted anew").not.toBe(every),
  );
  await expectAccessible();
  await user.click(await button("Next"));
  expect(
    await screen.findByText("Reading Microsoft 365"),
    "the last step waits for the groups",
  ).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Import/ }), "nothing to apply before").toBeNull();
  expect(
    fake.calls.filter(({ command }) => ["plan_again", "apply"].includes(command)),
    "nothing is made of half a read",
  ).toEqual([]);
});

test("what asks for groups is not counted before they are read, and says so", async () => {
  const { fake } = await whileGroupsLoad();
  await screen.findByText(/^Would import/);
  const [guests] = fake.world.config.rules;
  const who = { all: [{ field: "memberOf", op: "member_of", value: "Sales team" }] };
  act(() => {
    if (guests) fake.world.config = { ...fake.world.config, rules: [{ ...guests, who }] };
    fake.emit("changed", ["rules"]);
  });
  expect(await screen.findByText("Rules with groups are not counted yet."), "said").toBeVisible();
  expect(screen.queryByText(/^Would import/), "no number that may be wrong").toBeNull();
  expect(
    screen.getByRole("radio", { name: /licence · \d+ of \d+$/ }),
    "what needs no groups is counted all the same",
  ).toBeEnabled();
});

test("a choice that falls into the moment of planning is kept right after it", async () => {
  const { user, fake } = await connected();
  await screen.findByText(/^Would import/);
  fake.refuse("save_rules", failureOf("run_active"));
  await user.click(screen.getByRole("radio", { name: "Keep the value here" }));
  const tries = () => fake.calls.filter(({ command }) => command === "save_rules").length;
  await eventually(() => expect(tries(), "tried").toBeGreaterThan(0));
  fake.refuse("save_rules", undefined);
  await eventually(() =>
    expect(
      Object.values(fake.world.config.mapping).every(({ when_empty }) => when_empty === "keep"),
      "kept",
    ).toBe(true),
  );
  expect(screen.queryByText(i18next.t("error.run_active.what")), "without a word of it").toBeNull();
});

test("of choices made one after the other the last one stays, also where the first had to wait", async () => {
  const { user, fake } = await connected();
  await screen.findByText(/^Would import/);
  fake.refuse("save_rules", failureOf("run_active"));
  await user.click(screen.getByRole("radio", { name: "Keep the value here" }));
  await user.click(screen.getByRole("radio", { name: /^Empty it here too/ }));
  fake.refuse("save_rules", undefined);
  const saved = () =>
    fake.calls.flatMap(({ command, args }) =>
      command === "save_rules" ? [(args as { config: Config }).config] : [],
    );
  const policies = (config: Config | undefined) =>
    new Set(Object.values(config?.mapping ?? {}).map(({ when_empty }) => when_empty));
  await eventually(() => expect(policies(saved().at(-1)), "the last one, at last").not.toContain("keep"));
  await eventually(() => expect(policies(fake.world.config), "and for good").not.toContain("keep"));
});
