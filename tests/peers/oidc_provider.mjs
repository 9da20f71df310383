// A certified OpenID provider with Entra's addresses and claims, for Rollcall's own sign-in.
//
// It is stricter than Entra: PKCE is required, a refresh token serves once, and presenting one again
// ends the grant. The person at its pages always agrees. Prints one JSON line and runs until stdin
// ends. `/test/hold` and `/test/release` keep token answers back, `/test/stats` counts.

import { createServer } from "node:http";
import { Provider, interactionPolicy } from "oidc-provider";

const TENANT = "9122040d-6c67-4c5b-b112-36a304b66dad";
const CLIENT = "6cb04018-a3f5-46a7-b995-940c78f5aef3";
const PERSON = "00000000-0000-0000-66f3-3332eca7ea81";
const AUTHORITIES = [TENANT, "organizations"].map((tenant) => `/${tenant}/v2.0`);

const server = createServer(answer);
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${server.address().port}`;

const policy = interactionPolicy.base();
policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }), 0);

const provider = new Provider(`${base}${AUTHORITIES[0]}`, {
  clients: [
    {
      client_id: CLIENT,
      application_type: "native",
      token_endpoint_auth_method: "none",
      redirect_uris: ["http://localhost/"],
      response_types: ["code"],
      grant_types: ["authorization_code", "refresh_token"],
    },
  ],
  scopes: ["openid", "offline_access", "User.Read", "User.Read.All", "GroupMember.Read.All"],
  claims: { openid: ["sub", "oid", "tid"], profile: ["name", "preferred_username"] },
  conformIdTokenClaims: false,
  findAccount: (_, accountId) => ({ accountId, claims: () => claims(accountId) }),
  interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: { AccessToken: 3600, RefreshToken: 90 * 86_400, Grant: 90 * 86_400, Interaction: 600, Session: 600 },
  cookies: { keys: ["signs the cookies of a test on loopback"] },
});

const stats = { redeemed: 0, refreshed: 0, refused: 0, waiting: 0, answered: 0, revoked: 0 };
provider.on("grant.success", ({ oidc }) => {
  stats[oidc.params.grant_type === "refresh_token" ? "refreshed" : "redeemed"] += 1;
});
provider.on("grant.error", () => (stats.refused += 1));
provider.on("grant.revoked", () => (stats.revoked += 1));
provider.on("server_error", (_, error) => console.error(error));

function claims(sub) {
  return { sub, oid: sub, tid: TENANT, name: "Abe Lincoln", preferred_username: "abeli@contoso.example" };
}

const provide = provider.callback();
let held; // Answers that wait for their release, while they are held back.

async function answer(request, response) {
  const { pathname } = new URL(request.url, base);
  if (pathname.startsWith("/test/")) return control(pathname.slice("/test/".length), response);
  if (pathname.startsWith("/interaction/")) return agree(request, response);
  const authority = AUTHORITIES.find((path) => pathname.startsWith(`${path}/`));
  if (!authority) return response.writeHead(404).end();
  // The provider finds out by the two addresses where it is mounted.
  request.originalUrl = request.url;
  request.url = request.url.slice(authority.length);
  if (pathname.endsWith("/token")) keepBack(response);
  provide(request, response);
}

function control(what, response) {
  if (what === "hold") held = [];
  if (what === "release") {
    for (const send of held ?? []) send();
    held = undefined;
  }
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(stats));
}

/** The grant has changed when the answer is ready; only then it is kept back. */
function keepBack(response) {
  const send = response.end.bind(response);
  response.on("finish", () => (stats.answered += 1));
  response.end = (...body) => {
    if (!held) return send(...body);
    stats.waiting += 1;
    held.push(() => send(...body));
    return response;
  };
}

async function agree(request, response) {
  const { params, session } = await provider.interactionDetails(request, response);
  const accountId = session?.accountId ?? PERSON;
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { login: { accountId }, select_account: {}, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

console.log(JSON.stringify({ base, tenant: TENANT, client_id: CLIENT, account: PERSON }));
process.stdin.resume().on("end", () => process.exit());
