import { act, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Config } from "@/contract/types";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";

const rail = (name: RegExp) =>
  within(screen.getByRole("navigation", { name: "Screens", hidden: true })).getByRole("button", {
    name,
    hidden: true,
  });
const place = () => screen.getByRole("main", { hidden: true }).getAttribute("aria-label");

/** A policy is edited, and nothing is saved. */
async function edited() {
  const started = startApp("trouble", "mapping");
  await started.user.click(await screen.findByRole("tab", { name: "Policies" }));
  await started.user.click(await screen.findByRole("radio", { name: "Keep them in the list" }));
  await button("Discard changes");
  return started;
}

test("unsaved edits are asked about before one leaves, but not between the screens that share them", async () => {
  const { user } = await edited();
  await user.click(rail(/^Rules/));
  await eventually(() => expect(place(), "the same draft").toBe("Rules"));
  await user.click(rail(/^Employees/));
  expect(await screen.findByText("Leave with unsaved changes?"), "asked").toBeInTheDocument();
  await expectAccessible();
  expect(place(), "still here").toBe("Rules");
  await user.click(await inDialog("Back"));
  expect(await button("Discard changes"), "nothing is lost by going back").toBeEnabled();
  await user.click(rail(/^Employees/));
  await user.click(await inDialog("Leave without saving"));
  await eventually(() => expect(place(), "gone on").toBe("Employees"));
  await user.click(rail(/^Data mapping/));
  expect(await button("Discard changes"), "the edits are kept").toBeEnabled();
});

test("saving first goes on once it is saved", async () => {
  const { user, lastCall } = await edited();
  await user.click(rail(/^History/));
  await user.click(await inDialog("Save and leave"));
  await eventually(() => expect(place(), "gone on").toBe("History"));
  const { config } = lastCall("save_rules") as { config: Config };
  expect(config.policies.leavers, "what was edited").toBe("keep");
});

test("a save that is refused stays, and leaves only when asked again", async () => {
  const { user, fake } = await edited();
  fake.refuse("save_rules", { code: "disk_full", params: {}, details: null });
  await user.click(rail(/^History/));
  await user.click(await inDialog("Save and leave"));
  await screen.findByText(/disk is full/i);
  expect(place(), "nothing was saved: nobody leaves").toBe("Data mapping");
});

test("another connection is no way around the question", async () => {
  const { user } = await edited();
  await user.click(screen.getByRole("combobox", { name: "Connection" }));
  await user.click(await screen.findByRole("option", { name: "Fabrikam" }));
  await user.click(await inDialog("Leave without saving"));
  await eventually(() =>
    expect(screen.queryByRole("button", { name: "Discard changes" }), "the other one's own draft").toBeNull(),
  );
});

test("the window knows of unsaved edits, and asks before they are lost", async () => {
  const { user, fake, lastCall } = await edited();
  await eventually(() => expect(lastCall("note_unsaved"), "told").toEqual({ edits: true }));
  act(() => fake.emit("asked", { what: "unsaved" }));
  expect(await screen.findByText("Close and lose unsaved changes?"), "asked").toBeInTheDocument();
  await user.click(await inDialog("Back"));
  await eventually(() => expect(lastCall("answer_unsaved"), "the window stays").toEqual({ close: false }));
  await user.click(await button("Discard changes"));
  await eventually(() => expect(lastCall("note_unsaved"), "nothing to lose").toEqual({ edits: false }));
});
