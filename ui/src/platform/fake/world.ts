/** The state behind the fake: one small company, seen at a chosen moment. */

import { graphCommandLineTools } from "@/contract/registration";
import type {
  AppStatus,
  Config,
  ConnectionView,
  DesktopSettings,
  EmployeeRow,
  Failure,
  PlanRow,
  Preview,
  RefreshFile,
  RunView,
} from "@/contract/types";
import type { PlanShape } from "./plan";
import { previewOf } from "./plan";
import { fresh, practised } from "./rules/configuration";

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

export interface World {
  status: AppStatus;
  connections: ConnectionView[];
  shape: PlanShape;
  preview: Preview | null;
  /** What the admin decided for the connection. */
  config: Config;
  /** How many people the list has. */
  people: number;
  runs: RunView[];
  /** People of the list that were edited, by id; `null`: erased. */
  edits: Map<number, EmployeeRow | null>;
  /** What the edits changed, to be taken back. */
  backs: (readonly (readonly [number, EmployeeRow | null | undefined])[])[];
  schedule: { at: string; off: Set<number>; paused: boolean };
  desktop: DesktopSettings;
  /** `null`: the system's. */
  proxy: string | null;
  /** The export file that is kept up to date. */
  refresh: RefreshFile | null;
  /** How many days the archive keeps people; `null`: for good. */
  archiveDays: number | null;
  /** Why the next runs leave that file as it was. */
  refreshFailure: Failure | null;
  /** Rows of the plan that a decision by hand changed. */
  decided: Map<string, PlanRow | null>;
  /** What Microsoft 365 calls departments that were renamed, and what they are called here. */
  renames: Map<string, string>;
  emptyDepartments: string[];
  /** What the log says of each run, without the time. */
  log: string[];
  /** Milliseconds of pretended work per step. */
  pace: number;
}

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

export const noCounts = {
  add: 0,
  update: 0,
  link: 0,
  restore: 0,
  remove: 0,
  conflict: 0,
  not_imported: 31,
  unchanged: 148,
};

export function runAt(run: number, daysAgo: number, more: Partial<RunView>): RunView {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  return {
    run,
    connection: "Contoso Germany",
    connection_id: 1,
    undone_by: null,
    trigger: "manual",
    started_at: at.toISOString(),
    finished_at: new Date(at.getTime() + 2_400).toISOString(),
    result: "applied",
    counts: noCounts,
    planned: null,
    error: null,
    refresh_failure: null,
    passed_over: 0,
    summary_only: false,
    read: {
      mode: "full",
      requests: 4,
      users: 160,
      groups: 12,
      seconds: 1.24,
      read_at: at.toISOString(),
      generation: 1,
      span: null,
    },
    ...more,
  };
}

export function failureOf(code: Failure["code"], params: Failure["params"] = {}): Failure {
  return { code, params, details: null };
}

function contoso(more: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: 1,
    name: "Contoso Germany",
    cloud: "global",
    login_url: null,
    graph_url: null,
    tenant_id: "6f9a2c1e-0000-4000-8000-0000000c0501",
    tenant_name: "Contoso GmbH",
    domain: "contoso.example",
    account: "admin@contoso.example",
    state: "connected",
    problem: null,
    problem_since: null,
    warnings: [],
    client_id: graphCommandLineTools,
    admin_consent_url: "https://login.example/contoso/v2.0/adminconsent?client_id=14d82eec",
    people: 148,
    rules: practised.rules.length,
    last_read_at: new Date(Date.now() - 120_000).toISOString(),
    last_run: runAt(9, 0.4, { counts: { ...noCounts, add: 12, update: 5, remove: 2 } }),
    synced_once: true,
    waits: false,
    ...more,
  };
}

const history: RunView[] = [
  runAt(9, 0.4, {
    counts: { ...noCounts, add: 12, update: 5, remove: 2 },
    planned: { ...noCounts, add: 13, update: 5, remove: 3 },
    passed_over: 2,
  }),
  runAt(8, 1.4, { result: "no_changes", trigger: "scheduled" }),
  runAt(7, 1.6, { result: "no_changes", trigger: "catch_up" }),
  runAt(6, 2.4, {
    result: "held",
    counts: { ...noCounts, remove: 28 },
    error: failureOf("held", { removals: "28", limit: "13" }),
    trigger: "scheduled",
  }),
  runAt(5, 3.4, {
    finished_at: new Date(Date.now() - 3.4 * 86_400_000 + 14_000).toISOString(),
    result: "failed",
    error: failureOf("server_busy", { retries: "3" }),
    trigger: "scheduled",
    read: null,
  }),
  runAt(4, 4.4, { counts: { ...noCounts, add: 148, unchanged: 0 } }),
];

export const sampleStatus = {
  day: 1,
  login_url: "http://127.0.0.1:41234",
  graph_url: "http://127.0.0.1:41234/v1.0",
};

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
