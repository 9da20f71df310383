/** The state behind the fake, and what its records are made of. */

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

export interface World {
  status: AppStatus;
  connections: ConnectionView[];
  shape: PlanShape;
  preview: Preview | null;
  /** All users of a first read are there, and its groups are not. */
  usersOnly: boolean;
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

export const sampleStatus = {
  day: 1,
  login_url: "http://127.0.0.1:41234",
  graph_url: "http://127.0.0.1:41234/v1.0",
};
