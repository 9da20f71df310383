import { act, fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Config, Habits } from "@/contract/types";
import { personOf } from "@/platform/fake/list";
import { worldOf } from "@/platform/fake/scenarios";
import { failureOf } from "@/platform/fake/world";
import { chosenRegion } from "@/session/appearance";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../../test/app";
import { diagnostics } from "./Diagnostics";

const saidIn = (section: string) => within(screen.getByRole("region", { name: section })).findByText("Saved");

test("the search leaves the sections that speak of it", async () => {
  const { user } = startApp("connected", "settings");
  await user.type(await screen.findByRole("searchbox", { name: "Search settings" }), "text size");
  await eventually(() => expect(screen.queryByRole("region", { name: "Storage" }), "left out").toBeNull());
  expect(screen.getByRole("region", { name: "Appearance" }), "found").toBeVisible();
});

test("words of the search may stand apart, with or without accents", async () => {
  const { user } = startApp("connected", "settings");
  await user.type(await screen.findByRole("searchbox", { name: "Search settings" }), "archivé LIMIT");
  await eventually(() => expect(screen.queryByRole("region", { name: "About" }), "left out").toBeNull());
  expect(screen.getByRole("region", { name: "Safety" }), "speaks of both").toBeVisible();
  expect(screen.queryByRole("region", { name: "Storage" }), "of neither").toBeNull();
});

test("nothing is shown before everything is there, so that nothing moves below what one reads", async () => {
  let answer: (() => void) | undefined;
  startApp("trouble", "settings", (fake) => {
    const { invoke } = fake;
    fake.invoke = async (command, args) => {
      if (command === "schedule") await new Promise<void>((resolve) => (answer = resolve));
      return invoke(command, args);
    };
  });
  expect(await screen.findByRole("searchbox", { name: "Search settings" }), "at once").toBeVisible();
  await eventually(() => expect(answer, "asked for").toBeDefined());
  expect(screen.queryByRole("region", { name: "Appearance" }), "nothing alone").toBeNull();
  answer?.();
  await screen.findByRole("region", { name: "Automatic sync" });
  expect(screen.getAllByRole("group", { name: /Contoso|Fabrikam|Test/ }), "with their limits").toHaveLength(
    3,
  );
});

test("the text size follows the keys, is shown and remembered", async () => {
  const { user, fake } = startApp("connected", "settings");
  await screen.findByRole("combobox", { name: "Text size" });
  await user.keyboard("{Control>}+{/Control}{Control>}+{/Control}");
  expect(screen.getByRole("combobox", { name: "Text size" }), "two steps up").toHaveTextContent("125%");
  expect(fake.zoomed, "really larger").toBe(1.25);
  expect(localStorage.getItem("rollcall.text_size"), "kept").toBe("125");
  await user.keyboard("{Control>}0{/Control}");
  expect(fake.zoomed, "and back").toBe(1);
});

test("dates and numbers follow a region of their own, at once and after a restart", async () => {
  const { user, lastCall } = startApp("large", "settings");
  const region = await screen.findByRole("combobox", { name: /^Region/ });
  await user.click(region);
  await user.click(await screen.findByRole("option", { name: "Germany" }));
  expect(await screen.findByText("20.11.2026, 14:30 · 1.234,5"), "shown").toBeVisible();
  expect(localStorage.getItem("rollcall.region"), "kept").toBe("DE");
  expect(chosenRegion(), "for the next start").toBe("DE");
  expect(await screen.findByText("It takes 4,7 MB."), "everywhere").toBeVisible();
  const { habits } = lastCall("set_language") as { habits: Habits };
  expect(habits, "icon and notifications, too").toMatchObject({
    date: "{day}.{month}.{year}",
    separator: ".",
  });
  await expectAccessible();
});

test("tables can be denser, and it is remembered", async () => {
  const { user } = startApp("connected", "settings");
  await user.click(await screen.findByRole("radio", { name: "Compact" }));
  expect(localStorage.getItem("rollcall.density"), "kept").toBe("compact");
});

test("the daily sync is switched per connection and set to a time", async () => {
  const { user, lastCall } = startApp("connected", "settings");
  const daily = await screen.findByRole("switch", { name: "Contoso Germany" });
  expect(daily, "on after a first sync by hand").toBeChecked();
  await user.click(daily);
  expect(lastCall("switch_schedule"), "off").toEqual({ connection: 1, enabled: false });
  expect(await screen.findByText("Does not sync by itself."), "and said").toBeVisible();
  fireEvent.change(screen.getByLabelText("Time of day"), { target: { value: "04:30" } });
  fireEvent.blur(screen.getByLabelText("Time of day"));
  await eventually(() => expect(lastCall("set_schedule_time"), "kept").toEqual({ at: "04:30" }));
  await expectAccessible();
});

test("what is no time of day is said in its place, and changes nothing", async () => {
  const { fake } = startApp("connected", "settings");
  const time = await screen.findByLabelText("Time of day");
  fireEvent.change(time, { target: { value: "" } });
  expect(await screen.findByText(/such as 03:00/), "inline").toBeVisible();
  await expectAccessible();
  fireEvent.blur(time);
  expect(time, "as it was").toHaveValue("03:00");
  const saved = fake.calls.some(({ command }) => command === "set_schedule_time");
  expect(saved, "nothing saved").toBe(false);
});

test("whatever is changed is said to be saved, beside its section", async () => {
  const { user } = startApp("connected", "settings");
  await user.click(await screen.findByRole("radio", { name: "Compact" }));
  expect(await saidIn("Appearance"), "kept on this machine").toBeVisible();
  await user.click(await screen.findByRole("radio", { name: "Never" }));
  expect(await saidIn("Notifications"), "kept by the host").toBeVisible();
  await user.click(screen.getByRole("switch", { name: "Contoso Germany" }));
  expect(await saidIn("Automatic sync"), "kept with the data").toBeVisible();
  await expectAccessible();
});

test("before a first sync by hand the switch is locked and says why", async () => {
  startApp("before", "settings");
  expect(await screen.findByRole("switch", { name: "Contoso Germany" }), "locked").toBeDisabled();
  expect(screen.getByText(/Run one sync yourself first/), "why").toBeVisible();
});

test("tonight can be left out, and the pause taken back", async () => {
  const { user, lastCall } = startApp("connected", "settings");
  await user.click(await button("Pause automatic sync until tomorrow"));
  expect(lastCall("pause_schedule"), "for all connections").toEqual({ pause: true });
  expect(await screen.findByText(/^Paused until/), "and said").toBeVisible();
  await user.click(await button("Resume automatic sync"));
  await eventually(() => expect(screen.queryByText(/^Paused until/), "over").toBeNull());
});

test("before a first sync by hand there is nothing to pause", async () => {
  startApp("before", "settings");
  await screen.findByRole("switch", { name: "Contoso Germany" });
  expect(screen.queryByRole("button", { name: /Pause automatic sync/ }), "no dead button").toBeNull();
});

test("notifications follow a policy, and a test says when none can be shown", async () => {
  const { user, fake, lastCall } = startApp("connected", "settings");
  const problems = await screen.findByRole("radio", { name: "Only when something needs you" });
  expect(problems, "unless chosen otherwise").toBeChecked();
  await user.click(screen.getByRole("radio", { name: /^After changes/ }));
  await eventually(() => expect(lastCall("set_notify"), "kept").toEqual({ policy: "changes" }));
  await user.click(await button("Send test"));
  expect(await screen.findByText("The test was handed to your system."), "it went out").toBeVisible();
  fake.refuse("send_test_notice", failureOf("notices_unavailable"));
  await user.click(await button("Send test"));
  expect(await screen.findByText("This computer takes no notifications."), "it did not").toBeVisible();
  await expectAccessible();
});

test("starting with the computer is off until it is wanted", async () => {
  const { user, lastCall } = startApp("connected", "settings");
  const login = await screen.findByRole("switch", { name: /^Start with the computer/ });
  expect(login, "opt-in").not.toBeChecked();
  await user.click(login);
  expect(lastCall("set_start_at_login"), "on").toEqual({ enabled: true });
  await eventually(() => expect(login, "and shown").toBeChecked());
});

test("the file that is kept up to date is named, and given up", async () => {
  const { user, lastCall } = startApp("connected", "settings", ({ world }) => {
    world.refresh = { path: "/home/admin/people.xlsx", format: "xlsx", columns: [] };
  });
  expect(await screen.findByText("/home/admin/people.xlsx"), "which one").toBeVisible();
  await expectAccessible();
  await user.click(await button("Stop keeping it up to date"));
  expect(lastCall("set_refresh_file"), "none").toEqual({ file: null });
  expect(await screen.findByText(/^No file is kept up to date/), "and how to choose one").toBeVisible();
  expect(screen.queryByRole("button", { name: /^Stop keeping/ }), "no dead button").toBeNull();
});

test("through what a connection signs in is said, and leads to where it is changed", async () => {
  const { user } = startApp("connected", "settings");
  const advanced = await screen.findByRole("region", { name: "Advanced" });
  expect(await within(advanced).findByText(/Graph Command Line Tools/), "cloud and app").toBeVisible();
  await expectAccessible();
  await user.click(
    await within(advanced).findByRole("button", { name: "Change the app registration of Contoso Germany" }),
  );
  expect(await screen.findByText("Sign in again to ‘Contoso Germany’"), "there").toBeVisible();
});

test("diagnostics are shown before they are copied", async () => {
  const { user, fake } = startApp("trouble", "settings");
  await user.click(await button("Diagnostics for support"));
  expect(await screen.findByText(/connection 2: global, sign_in_needed/), "to be read first").toBeVisible();
  await expectAccessible();
  await user.click(await button("Copy diagnostics"));
  await eventually(() => expect(fake.copied.at(-1), "the same text").toMatch(/^Rollcall 0\.1\.0\nsign-ins:/));
});

test("the log is a folder away, and the search finds it", async () => {
  const { user, fake } = startApp("connected", "settings");
  await user.type(await screen.findByRole("searchbox", { name: "Search settings" }), "open logs");
  await user.click(await button("Open logs"));
  await eventually(() =>
    expect(
      fake.calls.some(({ command }) => command === "open_logs"),
      "opened",
    ).toBe(true),
  );
  fake.refuse("open_logs", failureOf("file_not_found", { path: "/home/admin/logs" }));
  await user.click(await button("Open logs"));
  expect(await screen.findByText(/\/home\/admin\/logs/), "what is missing").toBeVisible();
  await expectAccessible();
});

test("diagnostics name nobody", () => {
  const { status, connections, runs } = worldOf("trouble");
  const failed = runs.map((run) => ({
    ...run,
    error: failureOf("address_taken", { email: "anna@contoso.example" }),
  }));
  const text = diagnostics(status, connections, failed);
  for (const secret of ["contoso", "Contoso", "fabrikam", "admin", "6f9a2c1e", "anna", status.data_dir]) {
    expect(text, `${secret} is nobody else's business`).not.toContain(secret);
  }
});

test("each connection's removal limit is set here, and what is no number keeps the old one", async () => {
  const { user, fake, lastCall } = startApp("connected", "settings");
  const form = await screen.findByRole("group", { name: "Contoso Germany" });
  const people = within(form).getByLabelText("People");
  await user.clear(people);
  await user.type(people, "many");
  expect(within(form).getByText(/Use a whole number/), "inline").toBeVisible();
  await user.tab();
  expect(people, "as it was").toHaveValue("5");
  expect(
    fake.calls.some(({ command }) => command === "save_rules"),
    "nothing saved",
  ).toBe(false);
  await user.clear(people);
  await user.type(people, "12{Enter}");
  expect(await saidIn("Safety"), "said").toBeVisible();
  const { config } = lastCall("save_rules") as { config: Config };
  expect(config.policies.removal_limit, "the number; the share stays").toEqual({ count: 12, percent: 10 });
  await expectAccessible();
});

test("the folder's size and the command for a machine without the window are told", async () => {
  const { user, fake } = startApp("connected", "settings");
  expect(await screen.findByText("It takes 4.7 MB."), "in sizes people know").toBeVisible();
  await user.click(await button("Copy command"));
  expect(fake.copied, "ready to paste").toEqual(["rollcall schedule install"]);
});

test("the archive keeps people for good, until a number of days is set", async () => {
  const { user, lastCall } = startApp("connected", "settings");
  const archive = await screen.findByRole("group", { name: "Archive" });
  expect(within(archive).getByRole("radio", { name: "Keep people for good" }), "safe").toBeChecked();
  await user.click(within(archive).getByRole("radio", { name: /^Erase people/ }));
  await eventually(() => expect(lastCall("keep_archive"), "a year and a bit").toEqual({ days: 400 }));
  const days = await within(archive).findByLabelText("Days in the archive");
  await user.clear(days);
  await user.type(days, "3");
  expect(within(archive).getByText(/whole number from 30/), "too few to notice a mistake").toBeVisible();
  await user.tab();
  expect(lastCall("keep_archive"), "nothing saved").toEqual({ days: 400 });
  await expectAccessible();
});

test("whom the new number of days would erase at once is asked first", async () => {
  const { user, lastCall } = startApp("connected", "settings", ({ world }) => {
    const gone = { ...personOf(world, 1), status: "archived" as const, archived_at: "2020-01-01T00:00:00Z" };
    world.edits.set(1, gone);
  });
  await user.click(await screen.findByRole("radio", { name: /^Erase people/ }));
  expect(await screen.findByText("Erase 1 person tomorrow?"), "the question").toBeVisible();
  expect(lastCall("keep_archive"), "nothing yet").toBeUndefined();
  await user.click(await inDialog("Erase after 400 days"));
  await eventually(() => expect(lastCall("keep_archive"), "as confirmed").toEqual({ days: 400 }));
});

test("a backup is one file, and the way back asks first and says what is to be done", async () => {
  const { user, fake, lastCall } = startApp("connected", "settings");
  fake.saveTo = "/home/admin/monday.rollcall";
  await user.click(await button("Back up…"));
  expect(await screen.findByText(/^Backup written/), "done").toBeVisible();
  expect(lastCall("back_up"), "where it was asked for").toEqual({ path: "/home/admin/monday.rollcall" });
  fake.openFrom = "/home/admin/monday.rollcall";
  await user.click(await button("Restore…"));
  expect(await screen.findByText(/replaces the present list/), "what it means").toBeVisible();
  await expectAccessible();
  expect(lastCall("restore_backup"), "nothing yet").toBeUndefined();
  await user.click(await inDialog("Restore this backup"));
  expect(await screen.findByText("The backup is back, with 148 people."), "done").toBeVisible();
  expect(screen.getAllByText(/Sign in again to Contoso Germany/)[0], "what is missing").toBeVisible();
});

test("a file that is no backup says so, and nothing is different", async () => {
  const { user, fake } = startApp("connected", "settings");
  fake.openFrom = "/home/admin/letter.txt";
  await user.click(await button("Restore…"));
  await user.click(await inDialog("Restore this backup"));
  expect(await screen.findByText(/is no backup of Rollcall/), "why").toBeVisible();
});

test("the sample company has nothing to back up", async () => {
  startApp("sample", "settings");
  expect(await screen.findByText(/The sample company is made anew/), "why").toBeVisible();
  expect(screen.queryByRole("button", { name: "Back up…" }), "no dead button").toBeNull();
});

test("a damaged database offers a backup at once", async () => {
  const { user, fake } = startApp("connected", "settings", (app) =>
    app.refuse("app_status", failureOf("database_corrupt")),
  );
  fake.openFrom = "/home/admin/monday.rollcall";
  expect(await screen.findByText("The database is damaged."), "said").toBeVisible();
  await user.click(await button("Restore a backup…"));
  expect(await inDialog("Restore this backup"), "the way out").toBeEnabled();
});

test("the licences of what is inside are listed and searched", async () => {
  const { user } = startApp("connected", "settings");
  expect(await screen.findByText(/look where you got Rollcall from/), "updates").toBeVisible();
  await user.click(await button("Licences of what is inside"));
  await user.type(await screen.findByRole("searchbox", { name: "Search licences" }), "rusqlite");
  const part = await button(/^rusqlite \d/);
  expect(part, "its text is folded").toHaveAttribute("aria-expanded", "false");
  await user.click(part);
  expect(await screen.findByText(/Permission is hereby granted, free of charge/), "in full").toBeVisible();
  await expectAccessible();
  await user.click(part);
  expect(screen.queryByText(/Permission is hereby granted/), "and folded again").toBeNull();
});

test("a machine without a keyring says what that means and how to mend it", async () => {
  const { user } = startApp("trouble", "settings");
  const storage = await screen.findByRole("region", { name: "Storage" });
  await user.click(await within(storage).findByRole("button", { name: "How to fix" }));
  expect(within(storage).getByText(/install gnome-keyring or KWallet/), "the way").toBeVisible();
  await expectAccessible();
});

test("the sections stand in one order, what is asked for most first", async () => {
  startApp("connected", "settings");
  await screen.findByRole("heading", { level: 2, name: "About" });
  const headings = screen.getAllByRole("heading", { level: 2 });
  expect(
    headings.map(({ textContent }) => textContent),
    "from top to bottom",
  ).toEqual([
    "Automatic sync",
    "Safety",
    "Notifications",
    "Appearance",
    "Language and formats",
    "Storage",
    "Privacy",
    "Advanced",
    "About",
  ]);
});

test("arrows go from section to section, and leave what is in them alone", async () => {
  const { user } = startApp("connected", "settings");
  const heading = (name: string) => screen.getByRole("heading", { level: 2, name });
  await screen.findByRole("heading", { level: 2, name: "Appearance" });
  act(() => heading("Automatic sync").focus());
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(heading("Notifications"), "the second next").toHaveFocus();
  await user.keyboard("{ArrowUp}");
  expect(heading("Safety"), "and back").toHaveFocus();
  await user.keyboard("{End}");
  expect(heading("About"), "the last").toHaveFocus();
  await user.keyboard("{ArrowDown}");
  expect(heading("About"), "nothing comes after it").toHaveFocus();
  await expectAccessible();
});

test("a proxy is chosen by its address, and a wrong one is refused beside it", async () => {
  const { user, fake, lastCall } = startApp("connected", "settings");
  const own = await screen.findByRole("radio", { name: "This one" });
  expect(screen.getByRole("radio", { name: /^The system’s/ }), "the usual").toBeChecked();
  await user.click(own);
  expect(lastCall("set_proxy"), "nothing was typed, nothing is saved").toBeUndefined();
  const address = await screen.findByRole("textbox", { name: "Address of the proxy" });
  await user.type(address, "http://anna:geheim@proxy:8080{Enter}");
  expect(await screen.findByText(/^This is not the address of a proxy\./), "why").toBeVisible();
  expect(fake.world.proxy, "nothing is different").toBeNull();
  await user.clear(address);
  await user.type(address, "http://proxy.contoso.com:8080{Enter}");
  await saidIn("Advanced");
  expect(fake.world.proxy, "kept").toBe("http://proxy.contoso.com:8080");
  await expectAccessible();
  await user.click(screen.getByRole("radio", { name: /^The system’s/ }));
  await eventually(() => expect(fake.world.proxy, "the system's again").toBeNull());
});

test("the system's proxy is chosen whatever was typed before", async () => {
  const { user, fake, lastCall } = startApp("connected", "settings");
  await user.click(await screen.findByRole("radio", { name: "This one" }));
  await user.type(await screen.findByRole("textbox", { name: "Address of the proxy" }), "http://prox");
  await user.click(screen.getByRole("radio", { name: /^The system’s/ }));
  await eventually(() => expect(lastCall("set_proxy"), "the last word").toEqual({ address: null }));
  expect(fake.world.proxy, "nothing half-typed is kept").toBeNull();
  await eventually(() =>
    expect(screen.getByRole("radio", { name: /^The system’s/ }), "and shown").toBeChecked(),
  );
});

test("the address of a proxy keeps the focus, and a refused one is not sent again by leaving it", async () => {
  const { user, fake } = startApp("connected", "settings");
  await user.click(await screen.findByRole("radio", { name: "This one" }));
  const address = await screen.findByRole("textbox", { name: "Address of the proxy" });
  await user.type(address, "http://proxy.contoso.com:8080{Enter}");
  await saidIn("Advanced");
  expect(address, "one can type on after Enter").toHaveFocus();
  await user.clear(address);
  await user.type(address, "http://anna:geheim@proxy:8080{Enter}");
  await screen.findByText(/^This is not the address of a proxy\./);
  const sent = () => fake.calls.filter(({ command }) => command === "set_proxy").length;
  const before = sent();
  await user.tab();
  expect(address, "left").not.toHaveFocus();
  expect(sent(), "it would be refused again").toBe(before);
  expect(screen.getByText(/^This is not the address of a proxy\./), "why stays in sight").toBeVisible();
});

test("the time of the nightly sync says when it comes next", async () => {
  startApp("connected", "settings");
  const zone = await screen.findByText(/^Time zone: Europe\/Berlin · next: \w{3}, \w{3} \d+(,| at) /);
  expect(zone, "with its day").toBeVisible();
});
