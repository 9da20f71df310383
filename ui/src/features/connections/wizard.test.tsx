import { act, fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Preview } from "@/contract/types";
import type { FakePlatform } from "@/platform/fake/fakePlatform";
import { failureOf } from "@/platform/fake/world";
import { button, expectAccessible, inDialog, startApp } from "../../../test/app";
import { atTheLastStep, connected, hold } from "../../../test/wizard";

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
