import { act, cleanup, screen, within } from "@testing-library/react";
import { expect, onTestFinished, test } from "vitest";
import { failureOf } from "@/platform/fake/world";
import { screens } from "@/session/screens";
import { button, eventually, expectAccessible, inDialog, startApp } from "../../test/app";

test.each(screens)("the place %s is reachable by keyboard and accessible", async (name) => {
  const { user } = startApp("connected");
  await screen.findByRole("group", { name: "Contoso Germany" });
  await user.keyboard(`{Control>}${screens.indexOf(name) + 1}{/Control}`);
  const rail = screen.getByRole("navigation", { name: "Screens" });
  const current = within(rail)
    .getAllByRole("button")
    .findIndex((entry) => entry.getAttribute("aria-current") === "page");
  expect(screens[current], "the digit leads to it").toBe(name);
  expect(await screen.findAllByRole("heading", { level: 1 }), "one heading").toHaveLength(1);
  await expectAccessible();
});

test("the rail counts everybody in the list, also those of no connection", async () => {
  startApp("connected", undefined, ({ world }) => {
    world.people = world.people + 2;
  });
  const rail = within(screen.getByRole("navigation", { name: "Screens" }));
  expect(await rail.findByRole("button", { name: /^Employees, 150/ }), "148 and two by hand").toBeVisible();
});

test("the app opens on the screen it was closed on", async () => {
  const { user } = startApp("connected");
  await screen.findByRole("group", { name: "Contoso Germany" });
  await user.keyboard("{Control>}6{/Control}");
  await screen.findByRole("heading", { level: 1, name: "Employees" });
  cleanup();
  startApp("connected");
  expect(await screen.findByRole("heading", { level: 1 }), "as it was left").toHaveTextContent("Employees");
});

test("running work is shown with its progress and can be stopped", async () => {
  const { fake, user, lastCall } = startApp("connected");
  await screen.findByRole("group", { name: "Contoso Germany" });
  fake.emit("job", { job: 7, connection: 1, phase: "reading_users", done: 1200, total: null });
  const bar = screen.getByRole("region", { name: "Running work" });
  expect(
    await within(bar).findByText("Contoso Germany: Reading users: 1,200 so far"),
    "what and how far",
  ).toBeVisible();
  await expectAccessible();
  await user.click(within(bar).getByRole("button", { name: "Stop" }));
  expect(lastCall("stop"), "this job").toEqual({ job: 7 });
  fake.emit("job", { job: 7, connection: 1, phase: "finished", done: 0, total: null });
  expect(await within(bar).findByText("Nothing is running."), "gone").toBeVisible();
});

test("a change in the core reaches the screen by its tag", async () => {
  const { fake } = startApp("connected");
  await screen.findByRole("group", { name: "Contoso Germany" });
  fake.world.connections = fake.world.connections.map((c) => ({ ...c, name: "Contoso DACH" }));
  fake.emit("changed", ["connections"]);
  expect(await screen.findByRole("group", { name: "Contoso DACH" }), "read again").toBeVisible();
});

test("a data folder that cannot be opened is said at the start", async () => {
  startApp("first", "connections", (fake) => {
    fake.refuse("app_status", failureOf("data_dir_unusable", { path: "/data" }));
    fake.refuse("connections", failureOf("data_dir_unusable", { path: "/data" }));
  });
  expect(
    (await screen.findAllByText("The data folder /data cannot be used.")).length,
    "loud",
  ).toBeGreaterThan(0);
});

test("the question mark shows the keys, and the focus returns", async () => {
  const { user } = startApp("connected");
  const more = await button("More for Contoso Germany");
  more.focus();
  await user.keyboard("?");
  expect(await screen.findByText("Keyboard shortcuts"), "the list").toBeVisible();
  await expectAccessible();
  await user.keyboard("{Escape}");
  await eventually(() => expect(screen.queryByText("Keyboard shortcuts"), "closed").toBeNull());
  await eventually(() => expect(document.activeElement, "where it was").toBe(more));
});

test("the language changes at once and is remembered", async () => {
  const { user } = startApp("connected", "settings");
  await user.click(await screen.findByRole("combobox", { name: "Language of the app" }));
  await user.click(await screen.findByRole("option", { name: "Deutsch" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Einstellungen" }), "German").toBeVisible();
  expect(localStorage.getItem("rollcall.language"), "kept").toBe("de");
  expect(document.documentElement.lang, "for screen readers").toBe("de");
});

test("the theme is chosen and remembered", async () => {
  const { user } = startApp("connected", "settings");
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(localStorage.getItem("rollcall.theme"), "kept").toBe("dark");
  expect(document.documentElement.style.colorScheme, "scroll bars follow").toBe("dark");
});

test("a machine without a keyring says what that means", async () => {
  startApp("trouble", "settings");
  expect(await screen.findByText(/no keyring is running/), "the notice").toBeVisible();
});

test("the switcher chooses which connection the screens speak of", async () => {
  const { user } = startApp("trouble", "preview");
  await user.click(await screen.findByRole("combobox", { name: "Connection" }));
  await user.click(await screen.findByRole("option", { name: "Fabrikam" }));
  expect(await screen.findByText("No preview yet"), "another connection, another preview").toBeVisible();
});

test("closing asks once, and says whether there is an icon to come back by", async () => {
  const { user, fake, lastCall } = startApp("connected");
  await screen.findByRole("group", { name: "Contoso Germany" });
  act(() => fake.emit("asked", { what: "close", tray: false }));
  expect(await screen.findByText(/shows no icon for it/), "no icon is promised").toBeVisible();
  await expectAccessible();
  await user.click(await inDialog("Keep running"));
  await eventually(() => expect(lastCall("answer_close"), "kept").toEqual({ choice: "keep_running" }));
  act(() => fake.emit("asked", { what: "close", tray: true }));
  expect(await screen.findByText(/an icon beside the clock/), "where there is one").toBeVisible();
  await user.keyboard("{Escape}");
  await eventually(() => expect(lastCall("answer_close"), "the window stays").toEqual({ choice: null }));
});

test("the icon beside the clock starts a preview", async () => {
  const { fake, lastCall } = startApp("connected", "employees");
  await screen.findByRole("heading", { level: 1, name: "Employees" });
  await eventually(() => expect(fake.calls.some(({ command }) => command === "connections")).toBe(true));
  await screen.findByText(/Last sync/);
  act(() => fake.emit("asked", { what: "preview" }));
  await eventually(() =>
    expect(lastCall("preview"), "of the chosen connection").toMatchObject({ connection: 1 }),
  );
  expect(await screen.findByRole("heading", { level: 1, name: "Preview" }), "and shows it").toBeVisible();
});

test("an entry of the rail says its shortcut, and keeps the focus when the window changes its width", async () => {
  const plain = window.matchMedia;
  onTestFinished(() => {
    window.matchMedia = plain;
  });
  const heard = new Set<() => void>();
  let narrow = false;
  window.matchMedia = (query) => {
    if (query !== "(max-width: 900px)") return plain(query);
    const addEventListener = (_: string, tell: unknown) => void heard.add(tell as () => void);
    return { ...plain(query), matches: narrow, addEventListener };
  };
  startApp("connected", "employees");
  const rail = within(screen.getByRole("navigation", { name: "Screens" }));
  const rules = await rail.findByRole("button", { name: /^Rules/ });
  expect(rules, "as screen readers say it").toHaveAttribute("aria-keyshortcuts", "Control+3");
  rules.focus();
  narrow = true;
  act(() => {
    for (const tell of heard) tell();
  });
  expect(rules, "the same button").toHaveFocus();
});

test("the rail says who waits for somebody", async () => {
  startApp("trouble");
  const entry = await screen.findByRole("button", { name: /^Connections, 3, 1 waits for you/ });
  expect(within(entry).getByText("1"), "seen as well").toBeVisible();
});

test("what is said outside of the window follows its language", async () => {
  const { user, lastCall } = startApp("connected", "settings");
  await eventually(() =>
    expect(lastCall("set_language"), "from the start").toMatchObject({ language: "en" }),
  );
  await user.click(await screen.findByRole("combobox", { name: "Language of the app" }));
  await user.click(await screen.findByRole("option", { name: "Deutsch" }));
  await eventually(() => expect(lastCall("set_language"), "and changed").toMatchObject({ language: "de" }));
});

test("the rail says how much there is, and what of the preview still waits", async () => {
  const { user, fake } = startApp("connected");
  await screen.findByRole("group", { name: "Contoso Germany" });
  const rail = within(screen.getByRole("navigation", { name: "Screens" }));
  expect(await rail.findByRole("button", { name: "Preview, 20" }), "to apply or decide").toBeVisible();
  const rules = `Rules, ${fake.world.config.rules.length}`;
  expect(rail.getByRole("button", { name: rules }), "of the chosen connection").toBeVisible();
  expect(await rail.findByRole("button", { name: /^Departments, \d+$/ }), "of the list").toBeVisible();
  await user.click(rail.getByRole("button", { name: "Preview, 20" }));
  await user.click(await button(/^Apply 17/));
  await user.click(await inDialog(/^Apply/));
  expect(await rail.findByRole("button", { name: "Preview" }), "nothing waits any more").toBeVisible();
});
