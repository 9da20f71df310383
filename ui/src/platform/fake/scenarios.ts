/** A small company, seen at a chosen moment. */

import type { AppStatus, Preview } from "@/contract/types";
import { contoso, history } from "./contoso";
import { type PlanShape, previewOf } from "./plan";
import { fresh, practised } from "./rules/configuration";
import { failureOf, sampleStatus, type World } from "./world";

export const scenarios = [
  "first",
  "sample",
  "before",
  "connected",
  "uptodate",
  "held",
  "unread",
  "trouble",
  "large",
  "many",
] as const;
export type Scenario = (typeof scenarios)[number];

const nothing: PlanShape = {
  add: 0,
  update: 0,
  remove: 0,
  conflict: 0,
  not_imported: 31,
  unchanged: 148,
  limit: 13,
};
const ordinary: PlanShape = { ...nothing, add: 12, update: 5, remove: 2, conflict: 1 };

export function worldOf(scenario: Scenario, pace = 0): World {
  const status: AppStatus = {
    version: "0.1.0",
    data_dir: "/home/admin/.local/share/rollcall",
    sample: null,
    secrets: "keyring",
    own_app: false,
  };
  const base: World = {
    status,
    connections: [],
    shape: { ...nothing, add: 148, unchanged: 0 },
    preview: null,
    usersOnly: false,
    config: fresh,
    people: 0,
    runs: [],
    backs: [],
    edits: new Map(),
    decided: new Map(),
    schedule: { at: "03:00", off: new Set(), paused: false },
    desktop: { notify: "problems", when_closed: null, start_at_login: false, tray: true },
    proxy: null,
    refresh: null,
    archiveDays: null,
    refreshFailure: null,
    renames: new Map(),
    log: [
      "INFO rollcall_engine::preview: reading connection=1 full=false",
      "INFO rollcall_engine::log: read connection=1 mode=Full requests=5 users=160 groups=12 seconds=0.76",
    ],
    emptyDepartments: [],
    pace,
  };
  const connected = (shape: PlanShape, people = 148, connection = contoso({ people })): World => ({
    ...base,
    connections: [connection],
    shape,
    preview: previewOf(shape, connection.id, connection.name, new Date()),
    config: practised,
    people,
    runs: history,
  });
  switch (scenario) {
    case "first":
      return base;
    case "sample":
      return { ...base, status: { ...status, sample: sampleStatus } };
    case "before":
      return {
        ...base,
        connections: [
          contoso({
            people: 0,
            rules: fresh.rules.length,
            last_run: null,
            synced_once: false,
            last_read_at: null,
          }),
        ],
      };
    case "connected":
      return connected(ordinary);
    case "uptodate":
      return connected(nothing);
    case "held":
      return connected({ ...ordinary, remove: 28 });
    case "unread":
      return unread(connected({ ...ordinary, add: 3, remove: 0 }));
    case "trouble":
      return trouble(connected(ordinary));
    case "many":
      return many(connected(ordinary));
    case "large":
      return connected({ ...ordinary, add: 100_000, update: 1_234, limit: 10_000 }, 100_000);
  }
}

/** A service provider's desk: more connections than fit on a screen. */
function many(world: World): World {
  const more = Array.from({ length: 19 }, (_, i) =>
    contoso({
      id: i + 2,
      name: `Customer ${String(i + 1).padStart(2, "0")}`,
      tenant_name: `Customer ${i + 1} Ltd`,
      domain: `customer${i + 1}.example`,
      people: 12 + i,
      ...(i % 7 === 3 && { state: "sign_in_needed" as const, problem: failureOf("sign_in_needed") }),
    }),
  );
  return { ...world, connections: [...world.connections, ...more] };
}

/** Groups that may not be read, and a rule that needs one: what it decides stays open. */
function unread(world: World): World {
  const params = { rule: "Sales team", group: "Sales EMEA" };
  const warnings: Preview["warnings"] = [{ code: "rule_group_unreadable", params }];
  return {
    ...world,
    preview: world.preview && { ...world.preview, complete: false, blocked: true, warnings },
  };
}

/** Several connections, not all of them well, on a machine without a keyring. */
function trouble(world: World): World {
  const asked = contoso({
    id: 2,
    name: "Fabrikam",
    tenant_name: "Fabrikam Inc.",
    domain: "fabrikam.example",
    account: "it@fabrikam.example",
    people: 40,
    state: "sign_in_needed",
    waits: true,
    problem: failureOf("sign_in_needed"),
    problem_since: new Date(Date.now() - 4 * 86_400_000).toISOString(),
  });
  const test = contoso({
    id: 3,
    name: "Test tenant",
    cloud: "custom",
    login_url: "http://127.0.0.1:8080",
    people: 3,
    state: "failed",
    problem: failureOf("offline"),
    warnings: [
      { code: "clock_wrong", params: { offset: "+2\u00a0h" } },
      { code: "groups_not_granted", params: { permission: "GroupMember.Read.All" } },
    ],
  });
  return {
    ...world,
    status: { ...world.status, secrets: "session_only" },
    connections: [...world.connections, asked, test],
  };
}
