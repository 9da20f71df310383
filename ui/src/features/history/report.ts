/** A run in codes and numbers, for support: no names, addresses, organisations or folders. */

import type { Failure, RunView } from "@/contract/types";

export function runReport(run: RunView): string {
  const { counts, planned, read } = run;
  const numbers = (of: typeof counts) =>
    Object.entries(of)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(", ");
  return [
    `run ${run.run}: ${run.trigger}, ${run.result}`,
    `started ${run.started_at}`,
    read &&
      `read ${read.mode}: ${read.requests} requests, ${read.users} users, ${read.groups} groups, ${read.seconds} s`,
    read?.generation && `directory ${read.generation} of ${read.read_at}`,
    planned && `planned: ${numbers(planned)}`,
    `done: ${numbers(counts)}`,
    run.error && `error: ${said(run.error)}`,
    run.refresh_failure && `export file: ${said(run.refresh_failure)}`,
    run.undone_by && `undone by run ${run.undone_by}`,
    `finished ${run.finished_at}`,
  ]
    .filter(Boolean)
    .join("\n");
}

/** What a library said may name a folder, so it is left out. */
function said({ code, details }: Failure): string {
  const { http_status, service_code, aadsts, request_id } = details ?? {};
  return [code, http_status, service_code, aadsts, request_id && `request ${request_id}`]
    .filter(Boolean)
    .join(" ");
}
