// Prism stands in front of the sample company and compares every answer with Microsoft's schema.
//
// Usage: run_prism.mjs --sample-bin PATH. Ends with "N passed, N failed"; exit code 1 on failure.

import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createServer, request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const SCOPES = "openid profile offline_access User.Read User.Read.All GroupMember.Read.All";
const REDIRECT = "http://localhost/";
// Everything Rollcall selects.
const USER_FIELDS =
  "id,displayName,givenName,surname,userPrincipalName,mail,otherMails,proxyAddresses,mailNickname,jobTitle,department," +
  "companyName,officeLocation,employeeId,employeeType,employeeHireDate,businessPhones,mobilePhone,faxNumber,streetAddress," +
  "city,state,postalCode,country,usageLocation,preferredLanguage,accountEnabled,userType,externalUserState,createdDateTime," +
  "assignedLicenses,showInAddressList,onPremisesSyncEnabled,onPremisesExtensionAttributes";
const GROUP_FIELDS = "id,displayName,description,mail,mailEnabled,securityEnabled,groupTypes";

const tally = { passed: 0, failed: 0 };
function check(claim, holds, seen) {
  console.log(`${holds ? "ok      " : "FAILED  "}${claim}${holds ? "" : `: ${seen}`}`);
  tally[holds ? "passed" : "failed"] += 1;
}

async function startCompany(binary) {
  const child = spawn(binary, [], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...JSON.parse(line), child };
  }
  throw new Error("the sample company did not start");
}

async function listen(server) {
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server.address().port;
}

async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}

// Prism writes queries anew, but links have to come back as they were given out: the relay behind it
// sends each request to the address that stands in a header.
async function startRelay() {
  const server = createServer((incoming, outgoing) => {
    const { "x-exact-address": address, host, ...headers } = incoming.headers;
    if (!address) return outgoing.writeHead(404).end();
    const onward = request(address, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  const port = await listen(server);
  return { server, url: `http://127.0.0.1:${port}` };
}

async function startPrism(upstream) {
  const port = await freePort();
  const prism = here("node_modules/@stoplight/prism-cli/dist/index.js");
  const flags = ["proxy", here("graph-subset-openapi.json"), upstream, "--port", String(port), "--host", "127.0.0.1"];
  const child = spawn(process.execPath, [prism, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => output.push(String(text)));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) break;
    if (await fetch(`${url}/me`).then(() => true, () => false)) return { url, child };
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill();
  throw new Error(`Prism did not start: ${output.join("")}`);
}

const unescape = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

function formOf(page) {
  const [, action, content] = page.match(/<form method="post" action="([^"]*)">(.*?)<\/form>/s);
  const hidden = [...content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return { action: unescape(action), fields: Object.fromEntries(hidden.map(([, name, value]) => [name, unescape(value)])) };
}

async function post(url, fields) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return answer.text();
}

// Plays the browser up to the page that would post the code to the application.
async function signIn(company) {
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: company.client_id,
    response_type: "code",
    response_mode: "form_post",
    redirect_uri: REDIRECT,
    scope: SCOPES,
    state: "state",
    nonce: "nonce",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const base = `${company.login_url}/${company.tenant_id}`;
  let form = formOf(await (await fetch(`${base}/oauth2/v2.0/authorize?${query}`)).text());
  form = formOf(await post(company.login_url + form.action, { ...form.fields, account: company.admins[0] }));
  form = formOf(await post(company.login_url + form.action, { ...form.fields, decision: "accept" }));
  const grant = { grant_type: "authorization_code", client_id: company.client_id, redirect_uri: REDIRECT };
  const answer = await post(`${base}/oauth2/v2.0/token`, { ...grant, code: form.fields.code, code_verifier: verifier });
  return JSON.parse(answer).access_token;
}

function asker(company, prism, token) {
  return async (path, { status = 200, headers = {}, ...rest } = {}) => {
    // Links lead to the company itself; they are asked through Prism all the same.
    const exact = path.startsWith(company.graph_url) ? path : company.graph_url + path;
    const url = prism + exact.slice(company.graph_url.length);
    const sent = { Authorization: `Bearer ${token}`, "X-Exact-Address": exact, ...headers };
    const answer = await fetch(url, { headers: sent, ...rest });
    const violations = answer.headers.get("sl-violations");
    const text = await answer.text();
    const shown = path.replace(company.graph_url, "").slice(0, 90);
    check(`${rest.method ?? "GET"} ${shown} → ${status}`, answer.status === status && !violations, violations ?? `${answer.status} ${text.slice(0, 300)}`);
    return text.startsWith("{") ? JSON.parse(text) : {};
  };
}

// Asks page after page, and returns all records and the delta link.
async function allPages(ask, path, options) {
  const records = [];
  for (let next = path; ; ) {
    const page = await ask(next, options);
    records.push(...(page.value ?? []));
    next = page["@odata.nextLink"];
    if (!next) return { records, deltaLink: page["@odata.deltaLink"] };
  }
}

async function askEverything(ask) {
  await ask("/me");
  await ask(`/me?$select=${USER_FIELDS}`);
  await ask("/organization");
  await ask("/users");
  const users = await allPages(ask, `/users?$select=${USER_FIELDS}&$top=70`);
  check("all users came in pages", users.records.length === 160, users.records.length);
  await ask(`/users?$select=id,displayName&$expand=manager($select=id,displayName)&$top=999`);
  await ask("/users?$count=true&$top=5", { headers: { ConsistencyLevel: "eventual" } });
  const member = users.records[0];
  await ask(`/users/${member.id}`);
  await ask(`/users/${encodeURIComponent(member.userPrincipalName)}?$select=${USER_FIELDS}`);
  await ask(`/users/${member.id}/licenseDetails`);
  const managed = users.records.find((user) => user.displayName === "Jonas Weber");
  await ask(`/users/${managed.id}/manager`);
  await askDeltas(ask);
  await askGroups(ask);
  await askBatch(ask, member.id);
  await askWrongly(ask, member.id);
}

async function askDeltas(ask) {
  const users = await allPages(ask, `/users/delta?$select=${USER_FIELDS},manager`);
  check("the first users round has everybody", users.records.length >= 160, users.records.length);
  await ask(users.deltaLink);
  await ask("/users/delta?$deltatoken=latest&$select=id,displayName");
  const groups = await allPages(ask, `/groups/delta?$select=${GROUP_FIELDS},members`, { headers: { Prefer: "odata.maxpagesize=10" } });
  check("members are spread over several items", groups.records.length > 12, groups.records.length);
  await ask(groups.deltaLink);
}

async function askGroups(ask) {
  await ask("/groups");
  const { records } = await allPages(ask, `/groups?$select=${GROUP_FIELDS}&$top=5`);
  check("all groups came in pages", records.length === 12, records.length);
  const eventual = { headers: { ConsistencyLevel: "eventual" } };
  for (const { id } of records) {
    await ask(`/groups/${id}`);
    await allPages(ask, `/groups/${id}/members?$top=20`);
    await ask(`/groups/${id}/members?$select=id`);
    await ask(`/groups/${id}/transitiveMembers?$top=999`);
    await ask(`/groups/${id}/transitiveMembers/microsoft.graph.user?$count=true&$select=id,displayName`, eventual);
  }
}

async function askBatch(ask, id) {
  const get = (url, index) => ({ id: String(index), method: "GET", url });
  const urls = ["/me", "/users?$top=3", `/users/${id}/licenseDetails`, "/groups?$top=2", "/users/nobody"];
  const json = { "Content-Type": "application/json" };
  const body = JSON.stringify({ requests: urls.map(get) });
  const { responses } = await ask("/$batch", { method: "POST", headers: json, body });
  const statuses = [...responses].sort((a, b) => a.id - b.id).map((one) => one.status);
  check("each inner request has its own status", statuses.join() === "200,200,200,200,404", statuses);
  const many = JSON.stringify({ requests: Array.from({ length: 21 }, (_, index) => get("/me", index)) });
  await ask("/$batch", { method: "POST", headers: json, body: many, status: 400 });
}

async function askWrongly(ask, id) {
  await ask("/users?$top=1000", { status: 400 });
  await ask("/users?$select=nothingLikeThis", { status: 400 });
  await ask("/users?$select=signInActivity", { status: 403 });
  await ask("/users?$skiptoken=made-up", { status: 400 });
  await ask("/users/delta?$deltatoken=made-up", { status: 410 });
  await ask(`/users/${id.replace(/^./, "f")}`, { status: 404 });
  await ask("/groups/00000000-0000-4000-a000-000000000000/members", { status: 404 });
  await ask("/me", { status: 401, headers: { Authorization: "Bearer made-up" } });
}

// Proves that the comparison bites: one user where a list is expected has to be flagged.
async function proveThatPrismBites(company, prism, token) {
  const headers = { Authorization: `Bearer ${token}`, "X-Exact-Address": `${company.graph_url}/me?$select=id` };
  const answer = await fetch(`${prism}/organization`, { headers });
  check("another shape than the schema's is flagged", Boolean(answer.headers.get("sl-violations")), answer.status);
}

const { values } = parseArgs({ options: { "sample-bin": { type: "string" } } });
const company = await startCompany(values["sample-bin"]);
const relay = await startRelay();
let prism;
try {
  prism = await startPrism(relay.url);
  const token = await signIn(company);
  await askEverything(asker(company, prism.url, token));
  await proveThatPrismBites(company, prism.url, token);
} catch (error) {
  check("the run reaches its end", false, error.stack);
} finally {
  prism?.child.kill();
  relay.server.close();
  company.child.stdin.end();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed || !tally.passed ? 1 : 0;
