//! What the log says of work: codes and numbers. Names, addresses and what failures carry for their
//! sentences stay out of it; a connection is its number.

use crate::api::{Failure, ReadStats, RunView};
use crate::plans::HeldPlan;
use rollcall_people::ConnectionId;

pub(crate) fn read(connection: ConnectionId, read: &ReadStats) {
    let ReadStats { mode, requests, users, groups, seconds, .. } = read;
    tracing::info!(%connection, ?mode, requests, users, groups, seconds, "read");
}

pub(crate) fn planned(held: &HeldPlan) {
    let (connection, counts, guard) = (held.connection, held.plan.counts(), held.plan.guard);
    let warnings = held.plan.warnings.len();
    tracing::info!(
        %connection,
        add = counts.add,
        update = counts.update,
        link = counts.link,
        restore = counts.restore,
        remove = counts.remove,
        conflict = counts.conflict,
        not_imported = counts.not_imported,
        unchanged = counts.unchanged,
        guard = ?guard.status,
        limit = guard.limit,
        warnings,
        "planned"
    );
}

/// However it ended.
pub(crate) fn run(run: &RunView) {
    let connection = run.connection_id.map(|id| id.0);
    let RunView { run: number, trigger, result, .. } = run;
    tracing::info!(run = number, connection, ?trigger, ?result, "run ended");
    if let Some(failure) = &run.error {
        failed("run", run.connection_id, failure);
    }
}

pub(crate) fn failed(what: &str, connection: Option<ConnectionId>, failure: &Failure) {
    let details = failure.details.as_deref();
    tracing::warn!(
        connection = connection.map(|id| id.0),
        code = failure.code.name(),
        http_status = details.and_then(|details| details.http_status),
        service_code = details.and_then(|details| details.service_code.as_deref()),
        aadsts = details.and_then(|details| details.aadsts.as_deref()),
        request_id = details.and_then(|details| details.request_id.as_deref()),
        cause = details.and_then(|details| details.cause.as_deref()),
        "{what} failed"
    );
}
