import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { failureOf } from "@/platform/fake/world";
import { button, eventually, expectAccessible, startApp } from "../../../test/app";

test("the first meeting offers to connect and to explore, and promises to read only", async () => {
  startApp("first");
  await button("Connect…");
  expect(await button("Explore with a sample company"), "the way without a tenant").toBeEnabled();
  expect(screen.getByText(/Nothing is changed in Microsoft 365/), "the promise").toBeVisible();
  await expectAccessible();
});

test("exploring the sample company says so all the time and leads to its sign-in", async () => {
  const { user, lastCall } = startApp("first");
  await user.click(await button("Explore with a sample company"));
  await user.click(await button("Connect the sample company"));
  expect(screen.getByText(/You are exploring the sample company/), "the bar").toBeVisible();
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  expect(lastCall("begin_sign_in"), "its own addresses, no app registration").toMatchObject({
    request: { cloud: "custom", login_url: "http://127.0.0.1:41234", client_id: null },
  });
});

test("a day passes in the sample company", async () => {
  const { user } = startApp("sample");
  await user.click(await button("Next day"));
  expect(await screen.findByText("Day 2"), "the bar counts").toBeVisible();
});

test("connecting leads from the name through the browser to the first preview", async () => {
  const { user, fake, lastCall } = startApp("first");
  await user.click(await button("Connect…"));
  await user.type(await screen.findByLabelText("Name of the connection"), "Contoso{Enter}");
  expect(await screen.findByText("User.Read.All"), "what is asked for").toBeVisible();
  await expectAccessible();

  await user.click(await button("Open browser to sign in"));
  expect(await screen.findByText("Finish in your browser"), "the wait").toBeVisible();
  await expectAccessible();
  expect(lastCall("begin_sign_in"), "the name goes along, and Microsoft's own tool by default").toMatchObject(
    {
      request: { name: "Contoso", cloud: "global", client_id: "14d82eec-204b-4c2f-b7e8-296a70dab67e" },
    },
  );

  fake.browser("signs in");
  expect(await screen.findByText(/148 to add/), "the first preview runs by itself").toBeVisible();
  await user.click(await button("Next"));
  expect(await screen.findByRole("tab", { name: /To add/ }), "who would come in, and why").toBeVisible();
  expect(lastCall("apply"), "nothing is imported by looking").toBeUndefined();
});

test("going back keeps what was typed and cancels the attempt", async () => {
  const { user, lastCall } = startApp("first");
  await user.click(await button("Connect…"));
  await user.type(await screen.findByLabelText("Name of the connection"), "Contoso{Enter}");
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  await user.click(await button("Back"));
  expect(await screen.findByLabelText("Name of the connection"), "nothing is typed twice").toHaveValue(
    "Contoso",
  );
  expect(lastCall("cancel_sign_in"), "the port is given back").toEqual({ attempt: 1 });
});

test("a refused sign-in explains itself and can be started again", async () => {
  const { user, fake } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  fake.browser(failureOf("wrong_tenant", { actual: "Fabrikam", expected: "Contoso" }));
  expect(
    await screen.findByText("You signed in to Fabrikam, but this connection is for Contoso."),
    "what happened",
  ).toBeVisible();
  expect(screen.getByText("What does the browser show?"), "help for what stays in the browser").toBeVisible();
  await expectAccessible();
  await user.click(await button("Try again"));
  expect(await screen.findByText("Finish in your browser"), "a new attempt").toBeVisible();
});

test("the late answer of an attempt that was started again is ignored", async () => {
  const { user, fake } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  const late = fake.browser;
  await user.click(await button("Start again"));
  await eventually(() =>
    expect(
      fake.calls.filter((c) => c.command === "begin_sign_in"),
      "two attempts",
    ).toHaveLength(2),
  );
  await screen.findByText("Finish in your browser");
  late("signs in");
  expect(await screen.findByText(/148 to add/), "only the newest attempt counts, once").toBeVisible();
  expect(fake.world.connections, "one connection").toHaveLength(1);
});

test("a browser that cannot be opened is no dead end", async () => {
  const { user, fake } = startApp("first");
  fake.refuse("open_sign_in_page", failureOf("internal"));
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  expect(await screen.findByText(/The browser could not be opened/), "the link is offered").toBeVisible();
  await user.click(await button("Copy link"));
  expect(fake.copied, "the address itself").toEqual(["https://login.example/authorize?state=1"]);
});

test("someone without admin rights gets instructions with the consent link", async () => {
  const { user, fake, lastCall } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button(/I'm not an admin/));
  await eventually(() =>
    expect(fake.copied[0], "the link for the administrator").toContain("/adminconsent?client_id=14d82eec"),
  );
  expect(lastCall("begin_sign_in"), "nobody is signed in for it").toBeUndefined();
});

test("one's own app registration needs its id before the sign-in", async () => {
  const { user, lastCall } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  expect(
    await screen.findByRole("radio", { name: /Graph Command Line Tools/ }),
    "to try at once",
  ).toBeChecked();
  await user.click(screen.getByRole("radio", { name: /Your own registration/ }));
  expect(screen.queryByRole("button", { name: "Open browser to sign in" }), "not yet possible").toBeNull();
  await expectAccessible();
  await user.type(screen.getByLabelText(/Application \(client\) id/), "11111111-2222-3333-4444-555555555555");
  expect(
    screen.queryByRole("button", { name: "Open browser to sign in" }),
    "nor without a tenant",
  ).toBeNull();
  await user.type(screen.getByLabelText(/Tenant id or domain/), "contoso.com");
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  expect(lastCall("begin_sign_in"), "the own id").toMatchObject({
    request: { client_id: "11111111-2222-3333-4444-555555555555", tenant: "contoso.com" },
  });
});

test("a build with its publisher's registration uses that one unless told otherwise", async () => {
  const { user, lastCall } = startApp("first", undefined, ({ world }) => {
    world.status = { ...world.status, own_app: true };
  });
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button(/^Advanced/));
  expect(
    await screen.findByRole("radio", { name: /Rollcall's own registration/ }),
    "the default",
  ).toBeChecked();
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  expect(lastCall("begin_sign_in"), "the core knows its id").toMatchObject({ request: { client_id: null } });
});

test("help for a page that asks for approval has the instructions at hand while waiting", async () => {
  const { user, fake } = startApp("first");
  await user.click(await button("Connect…"));
  await user.click(await button("Next"));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  await user.click(await button(/AADSTS90094/));
  await user.click(await button(/I'm not an admin/));
  await eventually(() => expect(fake.copied[0], "words and a link").toContain("/adminconsent?"));
  expect(screen.getByText("Finish in your browser"), "the attempt goes on").toBeVisible();
});

test("cards say how old the data is and what is wrong with a sign-in that works", async () => {
  const { user, fake } = startApp("trouble");
  const card = await screen.findByRole("group", { name: "Test tenant" });
  expect(within(card).getByText(/The last complete read was 2 minutes ago/), "old, not gone").toBeVisible();
  expect(within(card).getByText(/differs from Microsoft's by \+2\sh/), "the measured offset").toBeVisible();
  expect(within(card).getByText(/GroupMember.Read.All/), "the missing permission").toBeVisible();
  const asked = within(screen.getByRole("group", { name: "Fabrikam" }));
  expect(asked.getByText(/^Since \w{3} \d+, \d{4}/), "how long it waits for a sign-in").toBeVisible();
  await user.click(within(card).getByRole("button", { name: /I'm not an admin/ }));
  await eventually(() => expect(fake.copied[0], "the consent link").toContain("/contoso/v2.0/adminconsent?"));
});

test("cards tell how each connection stands, and custom addresses are marked", async () => {
  startApp("trouble");
  const fabrikam = await screen.findByRole("group", { name: "Fabrikam" });
  expect(within(fabrikam).getByText("Sign-in needed"), "the state").toBeVisible();
  expect(
    within(fabrikam).getByRole("button", { name: "Sign in again…" }),
    "the one action that helps",
  ).toBeEnabled();
  expect(await within(fabrikam).findByText("On hold"), "no night is promised").toBeVisible();
  expect(screen.getByText("Custom address: 127.0.0.1:8080"), "never mistaken for Microsoft").toBeVisible();
  await expectAccessible();
});

test("signing in again keeps the connection", async () => {
  const { user, fake, lastCall } = startApp("trouble");
  const fabrikam = await screen.findByRole("group", { name: "Fabrikam" });
  await user.click(within(fabrikam).getByRole("button", { name: "Sign in again…" }));
  await user.click(await button("Open browser to sign in"));
  await screen.findByText("Finish in your browser");
  expect(lastCall("begin_sign_in_again"), "as before").toEqual({ connection: 2, app: null });
  fake.browser("signs in");
  await eventually(() => expect(screen.queryByRole("dialog"), "the dialog is done").toBeNull());
});

test("from another screen, Esc leaves the focus at the connection", async () => {
  const { user } = startApp("connected", "settings");
  await user.click(await button("Change the app registration of Contoso Germany"));
  expect(await button("Open browser to sign in"), "there").toBeVisible();
  await user.keyboard("{Escape}");
  await eventually(() => expect(screen.queryByRole("dialog"), "closed").toBeNull());
  const card = screen.getByRole("group", { name: "Contoso Germany" });
  await eventually(() =>
    expect(within(card).getAllByRole("button")[0], "what is left of the way").toHaveFocus(),
  );
});

test("signing in again can go over to another app registration", async () => {
  const { user, fake, lastCall } = startApp("trouble");
  const fabrikam = await screen.findByRole("group", { name: "Fabrikam" });
  await user.click(within(fabrikam).getByRole("button", { name: "Sign in again…" }));
  await user.click(await button(/^App registration:/));
  const id = await screen.findByLabelText("Application (client) id");
  await user.clear(id);
  await user.type(id, "nonsense");
  expect(await screen.findByText(/is not a client id/), "inline").toBeVisible();
  expect(screen.queryByRole("button", { name: "Open browser to sign in" }), "not with that").toBeNull();
  await expectAccessible();
  await user.clear(id);
  const app = "5a3b1c70-c0de-4a11-a000-0a11ca11ca11";
  await user.type(id, app);
  await user.click(await button("I'm not an admin: copy instructions"));
  await eventually(() =>
    expect(fake.copied[0], "a colleague approves that one").toContain(`client_id=${app}`),
  );
  await user.click(await button("Open browser to sign in"));
  await eventually(() =>
    expect(lastCall("begin_sign_in_again"), "the new one").toEqual({ connection: 2, app }),
  );
});

test("renaming to a name in use says so and keeps the dialog", async () => {
  const { user } = startApp("trouble");
  await user.click(await button("More for Fabrikam"));
  await user.click(await screen.findByRole("menuitem", { name: "Rename…" }));
  const name = await screen.findByLabelText("Name of the connection");
  await user.clear(name);
  await user.type(name, "Test tenant{Enter}");
  expect(
    await screen.findByText("There is already a connection ‘Test tenant’."),
    "what is wrong",
  ).toBeVisible();
  await user.clear(name);
  await user.type(name, "Fabrikam Inc.{Enter}");
  expect(await screen.findByRole("group", { name: "Fabrikam Inc." }), "renamed").toBeVisible();
});

test("disconnecting keeps the people unless told otherwise, and deleting asks for the name", async () => {
  const { user, lastCall } = startApp("connected");
  await user.click(await button("More for Contoso Germany"));
  await user.click(await screen.findByRole("menuitem", { name: "Disconnect…" }));
  const keep = await screen.findByRole("radio", { name: "Keep the 148 people (recommended)" });
  expect(keep, "the safe default").toBeChecked();
  await user.click(keep);
  await expectAccessible();
  await user.click(screen.getByRole("radio", { name: "Delete them" }));
  expect(await button("Disconnect"), "not by accident").toBeDisabled();
  await user.type(screen.getByLabelText(/Type ‘Contoso Germany’/), "Contoso Germany");
  await user.click(await button("Disconnect"));
  expect(await screen.findByText("148 people were deleted."), "what became of them").toBeVisible();
  expect(await screen.findByText("Connect your Microsoft 365"), "nothing is left").toBeVisible();
  expect(lastCall("disconnect"), "what was chosen").toEqual({ connection: 1, people: "delete" });
});

test("a core that cannot be read says why and can be asked again", async () => {
  const { user, fake } = startApp("connected", "connections", (f) =>
    f.refuse("connections", failureOf("disk_full")),
  );
  expect(await screen.findByText("The disk is full."), "the failure").toBeVisible();
  fake.refuse("connections", undefined);
  await user.click(await button("Try again"));
  expect(await screen.findByRole("group", { name: "Contoso Germany" }), "the cards").toBeVisible();
});

test("automatic sync is paused and resumed from the menu, and the card says so", async () => {
  const { user, lastCall } = startApp("connected", "connections");
  await user.click(await button("More for Contoso Germany"));
  await user.click(await screen.findByRole("menuitem", { name: "Pause automatic sync" }));
  expect(await screen.findByText("Paused"), "its state").toBeVisible();
  expect(lastCall("switch_schedule"), "this connection").toEqual({ connection: 1, enabled: false });
  await user.click(await button("More for Contoso Germany"));
  await user.click(await screen.findByRole("menuitem", { name: "Resume automatic sync" }));
  expect(await screen.findByText("Connected"), "in order again").toBeVisible();
});

test("F2 renames, and Sync now says how it went", async () => {
  const { user, lastCall } = startApp("connected", "connections");
  (await button("Sync now")).focus();
  await user.keyboard("{F2}");
  expect(await screen.findByText("Rename ‘Contoso Germany’"), "the dialog").toBeVisible();
  await user.keyboard("{Escape}");
  await user.click(await button("Sync now"));
  expect(await screen.findByText("Contoso Germany: Applied"), "said").toBeVisible();
  expect(lastCall("sync_now"), "this connection").toEqual({ connection: 1 });
  expect(await button("Preview"), "nothing waits in the preview").toBeVisible();
});

test("after Sync now its run is a click away, and so is undoing it", async () => {
  const { user } = startApp("connected", "connections");
  await user.click(await button("Sync now"));
  await user.click(await button("Show"));
  expect(await button("Export report…"), "the run in full").toBeVisible();
  await user.keyboard("{Control>}1{/Control}");
  await user.click(await button("Sync now"));
  await user.click(await button("Undo…"));
  expect(await screen.findByText(/^Undo the sync of/), "the question").toBeVisible();
});

test("Sync now says when the file that is kept up to date was not rewritten", async () => {
  const { user } = startApp("connected", "connections", ({ world }) => {
    world.refreshFailure = failureOf("file_not_writable", { path: "/shared/people.xlsx" });
  });
  await user.click(await button("Sync now"));
  expect(await screen.findByText("Contoso Germany: Applied"), "the run is what it was").toBeVisible();
  const trouble = /The file that is kept up to date was not rewritten\. .*people\.xlsx/;
  expect(screen.getAllByText(trouble)[0], "and what is not").toBeVisible();
});

test("arrows lead from card to card, and Enter opens the preview of one", async () => {
  const { user, lastCall } = startApp("trouble", "connections");
  const previewOf = async (name: string) =>
    within(await screen.findByRole("group", { name })).getByRole("button", { name: "Preview changes" });
  (await previewOf("Contoso Germany")).focus();
  await user.keyboard("{ArrowDown}");
  expect(await button("Sign in again…"), "what the next one needs first").toHaveFocus();
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(await previewOf("Test tenant"), "not beyond the last").toHaveFocus();
  await user.keyboard("{Enter}");
  expect(lastCall("preview"), "of the one that had the focus").toMatchObject({ connection: 3 });
});

test("many connections are a list that is searched and walked by arrows", async () => {
  const { user } = startApp("many", "connections");
  const first = await button(/^Contoso Germany/);
  expect(screen.queryByRole("group", { name: "Customer 01" }), "no cards").toBeNull();
  first.focus();
  await user.keyboard("{ArrowDown}");
  expect(await button(/^Customer 01/), "the next one").toHaveFocus();
  await user.keyboard("{Enter}");
  expect(screen.getByRole("group", { name: "Customer 01" }), "opened in full").toBeVisible();
  await expectAccessible();
  await user.type(screen.getByRole("searchbox"), "customer7.example");
  expect(screen.getAllByRole("button", { name: /^Customer/ }), "by domain").toHaveLength(1);
  (await button(/^Customer 07/)).focus();
  await user.keyboard("{F2}");
  expect(await screen.findByText("Rename ‘Customer 07’"), "renamed by key").toBeInTheDocument();
});
