/** One small company's connection, and what was done at it so far. */

import { graphCommandLineTools } from "@/contract/registration";
import type { ConnectionView, RunView } from "@/contract/types";
import { practised } from "./rules/configuration";
import { failureOf, noCounts, runAt } from "./world";

export function contoso(more: Partial<ConnectionView> = {}): ConnectionView {
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

export const history: RunView[] = [
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
