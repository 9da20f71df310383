import { act, fireEvent, screen, within } from "@testing-library/react";
import i18next from "i18next";
import { expect, test } from "vitest";
import type { Config, Preview } from "@/contract/types";
import type { FakePlatform } from "@/platform/fake/fakePlatform";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

/** Holds what a command answers back until it is let go. */
function hold(fake: FakePlatform, held: string): () => void {
  const { invoke } = fake;
  let letGo = () => {};
  const gate = new Promise<void>((open) => (letGo = open));
  fake.invoke = async (command, args) => {
    const answer = await invoke(command, args);
    if (command === held) await gate;
    return answer;
  };
  return () => letGo();
}

async function connected(before?: (fake: FakePlatform) => void) {
  const started = startApp("first", undefined, before);
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

async function atTheLastStep(before?: (fake: FakePlatform) => void) {
  const started = await connected(before);
  await screen.findByText(/^Would import/);
  await started.user.click(await button("Next"));
  await screen.findByRole("heading", { level: 2, name: /to add|not imported|No changes/ });
  return started;
}

test("the last step shows everybody and imports them with Enter", async () => {
  const { user, fake, lastCall } = await atTheLastStep();
  expect(screen.getByRole("heading", { level: 1 }), "still in the wizard").toHaveTextContent(/^Connect/);
  expect(await screen.findByRole("tab", { name: /To add/ }), "the table of the preview").toBeVisible();
  await expectAccessible();
  expect(await button("Import 148 people"), "Enter goes on").toHaveFocus();
  expect(lastCall("apply"), "nothing is imported by looking").toBeUndefined();
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: "148 changes applied." }), "what it did").toBeVisible();
  expect(await button("See employees"), "and the way on").toHaveFocus();
  expect(
    fake.calls.filter(({ command }) => command === "apply"),
    "once",
  ).toHaveLength(1);
});

/** What a browser does with Enter as long as it is held. */
function holdEnter(on: HTMLElement) {
  if (fireEvent.keyDown(on, { key: "Enter", repeat: true })) fireEvent.click(on);
}

test("a key held since the step before imports nobody and skips no result", async () => {
  const { user, lastCall } = await atTheLastStep();
  const importing = await button("Import 148 people");
  holdEnter(importing);
  expect(lastCall("apply"), "nothing was applied").toBeUndefined();
  await user.click(importing);
  holdEnter(await button("See employees"));
  expect(screen.getByRole("heading", { name: "148 changes applied." }), "to be read first").toBeVisible();
});

test("the rules can be adjusted before anybody is imported", async () => {
  const { user, lastCall } = await atTheLastStep();
  await user.click(await button("Adjust rules first"));
  expect(await screen.findByRole("heading", { level: 1, name: "Rules" }), "the rules").toBeVisible();
  expect(lastCall("apply"), "nothing was applied").toBeUndefined();
});

test("Escape closes the person before the wizard, and going back keeps the choices", async () => {
  const { user } = await atTheLastStep();
  await user.click((await screen.findAllByText(/^New: /))[0] as HTMLElement);
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("complementary"), "the person").toBeVisible();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("complementary"), "closed").toBeNull();
  expect(await button("Import 148 people"), "the step stays").toBeVisible();
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  expect(await screen.findByRole("radiogroup", { name: "Who is imported" }), "the choices").toBeVisible();
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("heading", { level: 1, name: "Connections" }), "left").toBeVisible();
});

const chosen = () => screen.getByRole("combobox", { name: "Connection" });

/** A second connection, whose choices are open while the first one is chosen above them. */
async function besideAnother(before?: (fake: FakePlatform) => void) {
  const started = startApp("connected", "connections", (fake) => {
    fake.world.connections = fake.world.connections.map((one) => ({ ...one, name: "Northwind" }));
    before?.(fake);
  });
  const { user, fake } = started;
  await user.click(await button("Add connection"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  fake.browser("signs in");
  await screen.findByText(/^Would import/);
  const chooseOther = async () => {
    await user.click(chosen());
    await user.click(await screen.findByRole("option", { name: "Northwind" }));
    expect(chosen(), "another one").toHaveTextContent("Northwind");
  };
  return { ...started, chooseOther };
}

test("the last step speaks of its own connection, whichever is chosen above it", async () => {
  const { user, chooseOther } = await besideAnother();
  await user.click(await button("Next"));
  const adjust = await button("Adjust rules first");
  await chooseOther();
  await user.click(adjust);
  expect(await screen.findByRole("heading", { level: 1, name: "Rules" }), "the rules").toBeVisible();
  expect(chosen(), "of the new connection").toHaveTextContent("Contoso Germany");
});

test("writing a rule instead of choosing leads to the rules of the new connection", async () => {
  const { user, chooseOther } = await besideAnother();
  await chooseOther();
  await user.click(await button("Or by rules of your own…"));
  expect(await screen.findByRole("heading", { level: 1, name: "Rules" }), "the rules").toBeVisible();
  expect(chosen(), "of the new connection").toHaveTextContent("Contoso Germany");
});

test("what an import did is shown at the new connection", async () => {
  const { user, chooseOther } = await besideAnother(({ world }) => {
    world.shape = { ...world.shape, add: 148, update: 0, remove: 0, conflict: 0 };
  });
  await user.click(await button("Next"));
  await button(/^Import 148 people/);
  await chooseOther();
  await user.click(await button(/^Import 148 people/));
  expect(await button("See employees"), "what was done").toBeVisible();
  expect(chosen(), "of the new connection").toHaveTextContent("Contoso Germany");
});

test("where nobody fits, the way to the rules is the new connection's", async () => {
  const { user, chooseOther } = await besideAnother(({ world }) => {
    world.shape = { ...world.shape, add: 0, update: 0, remove: 0, conflict: 0, not_imported: 160 };
  });
  await user.click(await button("Next"));
  await screen.findByText("Nobody would be imported");
  await chooseOther();
  await user.click(await button("Adjust rules first"));
  expect(await screen.findByRole("heading", { level: 1, name: "Rules" }), "the rules").toBeVisible();
  expect(chosen(), "of the new connection").toHaveTextContent("Contoso Germany");
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

test("an import that comes back with the last person takes no focus", async () => {
  const { user } = await atTheLastStep(({ world }) => {
    world.shape = { ...world.shape, add: 1 };
  });
  await user.click(await screen.findByText(/^New: /));
  const panel = await screen.findByRole("complementary");
  await user.click(await within(panel).findByRole("button", { name: "Skip this time" }));
  expect(screen.queryByRole("button", { name: /^Import/ }), "nobody is left to import").toBeNull();
  await user.click(await within(panel).findByRole("button", { name: "Include again" }));
  expect(await button("Import 1 person"), "back, without a key leading to it").not.toHaveFocus();
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

test("the import takes no focus when it comes later than the step", async () => {
  let letGo = () => {};
  const { user } = await connected((fake) => {
    letGo = hold(fake, "preview");
  });
  await user.click(await button("Next"));
  const close = await button("Close");
  act(() => close.focus());
  act(letGo);
  expect(await button("Import 148 people"), "everything was read").toBeEnabled();
  expect(close, "Enter does what it was pressed for").toHaveFocus();
});

test("Escape empties the search of the last step before it leaves the wizard", async () => {
  const { user } = await atTheLastStep();
  const search = await screen.findByRole("searchbox", { name: "Search in this tab" });
  await user.type(search, "anna{Escape}");
  expect(screen.getByRole("heading", { level: 1 }), "still in the wizard").toHaveTextContent(/^Connect/);
  expect(search, "everybody again").toHaveValue("");
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("heading", { level: 1, name: "Connections" }), "then left").toBeVisible();
});

test("people who are linked are not called an import", async () => {
  await atTheLastStep((fake) => {
    const { invoke } = fake;
    fake.invoke = async (command, args) => {
      const answer = await invoke(command, args);
      if (command !== "preview") return answer;
      const preview = answer as Preview;
      return { ...preview, counts: { ...preview.counts, link: 2 } };
    };
  });
  expect(await button("Apply 150 changes"), "two of them are here already").toBeEnabled();
});

test("a first import is held back like any other", async () => {
  await atTheLastStep(({ world }) => {
    world.shape = { ...world.shape, remove: 28 };
  });
  expect(await screen.findByText(/28 removals are more than your limit of 13/), "why").toBeVisible();
  expect(await button(/^Apply 148 changes and remove 28 people/), "not called an import").toBeDisabled();
});

test("choices that nobody fits lead to the rules instead of an empty table", async () => {
  const { user } = await atTheLastStep(({ world }) => {
    world.shape = { ...world.shape, add: 0, not_imported: 160 };
  });
  expect(await screen.findByText("Nobody would be imported"), "in words").toBeVisible();
  expect(screen.queryByRole("button", { name: /^Import/ }), "nothing to import").toBeNull();
  await user.click(await button("Adjust rules first"));
  expect(await screen.findByRole("heading", { level: 1, name: "Rules" }), "the rules").toBeVisible();
});

test("a reading that fails says so in the last step and can be tried again", async () => {
  const { user, fake } = await connected((fake) => fake.refuse("preview", failureOf("offline")));
  await user.click(await button("Next"));
  expect(await screen.findByText(/no internet|internet connection/i), "why").toBeVisible();
  fake.refuse("preview", undefined);
  await user.click(await button("Try again"));
  expect(await button("Import 148 people"), "read after all").toBeVisible();
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

test("Escape ends the wait for the browser before it leaves the wizard", async () => {
  const { user, fake } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  await user.keyboard("{Escape}");
  expect(await button("Open browser to sign in"), "where it began").toHaveFocus();
  expect(
    fake.calls.some(({ command }) => command === "cancel_sign_in"),
    "nobody waits any more",
  ).toBe(true);
  await user.keyboard("{Escape}");
  expect(await button("Connect…"), "nothing was typed: nothing to ask").toBeVisible();
});

test("Escape gives the focus back also to who typed an app registration", async () => {
  const { user } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await screen.findByRole("radio", { name: /Your own registration/ }));
  await user.type(screen.getByLabelText(/Application \(client\) id/), "11111111-2222-3333-4444-555555555555");
  await user.type(screen.getByLabelText(/^Tenant/), "contoso.com");
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  await user.keyboard("{Escape}");
  expect(await button("Open browser to sign in"), "where it began").toHaveFocus();
});

test("Escape ends also a sign-in that is only just starting", async () => {
  const { user } = startApp("first", undefined, (fake) => hold(fake, "begin_sign_in"));
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  expect(screen.queryByRole("button", { name: "Open browser to sign in" }), "starting").toBeNull();
  await user.keyboard("{Escape}");
  expect(await button("Open browser to sign in"), "still in the wizard").toHaveFocus();
});

test("Alt and the left arrow go a step back", async () => {
  const { user } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await screen.findByText("What we ask for");
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  expect(await screen.findByLabelText("Name of the connection"), "the name").toBeVisible();
});
