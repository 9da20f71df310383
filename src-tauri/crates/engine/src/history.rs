//! Past runs.

use crate::api::{ErrorCode, Failure, PlanRow, PlanTab, ReadStats, RunDetail, RunView};
use crate::engine::Engine;
use crate::failures;
use chrono::{DateTime, SecondsFormat, Utc};
use rollcall_people::EmployeeId;
use rollcall_store::{RunId, Snapshot, StoredChange, StoredRun};

/// More than a person is touched in years.
const RUNS_OF_ONE: usize = 500;

impl Engine {
    /// Newest first.
    pub async fn history(&self, start: usize, count: usize) -> Result<Vec<RunView>, Failure> {
        self.blocking(move |inner| {
            let runs = inner.store.runs(start.saturating_add(count), None).map_err(failures::of_store)?;
            Ok(runs.into_iter().skip(start).map(view).collect())
        })
        .await
    }

    /// The latest runs that touched a person of the list or the archive, newest first.
    pub async fn runs_of(&self, person: EmployeeId) -> Result<Vec<RunView>, Failure> {
        self.blocking(move |inner| {
            let runs = inner.store.runs_of(person, RUNS_OF_ONE).map_err(failures::of_store)?;
            Ok(runs.into_iter().map(view).collect())
        })
        .await
    }

    /// One run, with what it did to each person.
    pub async fn run(&self, run: i64) -> Result<RunDetail, Failure> {
        self.blocking(move |inner| {
            let found = inner.store.run(RunId(run)).map_err(failures::of_store)?;
            let found = found.ok_or_else(|| Failure::new(ErrorCode::UnknownRun).with("run", run))?;
            let changes = inner.store.run_changes(RunId(run)).map_err(failures::of_store)?;
            let passed = inner.run_block(RunId(run), PlanTab::NotImported, 0, usize::MAX)?;
            Ok(RunDetail {
                run: view(found),
                changes: changes.into_iter().map(row).collect(),
                passed_over: passed.rows,
            })
        })
        .await
    }
}

pub(crate) fn view(stored: StoredRun) -> RunView {
    let StoredRun { id, undone_by, refresh_failure, planned, passed_over, summary_only, record } = stored;
    RunView {
        run: id.0,
        connection: record.connection_name,
        connection_id: record.connection,
        undone_by: undone_by.map(|run| run.0),
        trigger: record.trigger,
        started_at: time(record.started_at),
        finished_at: time(record.finished_at),
        result: record.result,
        counts: record.counts,
        planned,
        error: record.error.and_then(|error| serde_json::from_str(&error).ok()),
        read: record.read.and_then(|read| serde_json::from_str::<ReadStats>(&read).ok()),
        refresh_failure: refresh_failure.and_then(|failure| serde_json::from_str(&failure).ok()),
        passed_over,
        summary_only,
    }
}

pub(crate) fn row(change: StoredChange) -> PlanRow {
    let shown: Option<&Snapshot> = change.after.as_ref().or(change.before.as_ref());
    let name =
        |snapshot: &Snapshot| snapshot.fields.get(rollcall_people::Field::DisplayName).map(str::to_owned);
    PlanRow {
        kind: Some(change.kind),
        object_id: change.identity.object.to_string(),
        employee: Some(change.employee),
        name: shown.and_then(name).unwrap_or_default(),
        email: shown.map(|snapshot| snapshot.email.to_string()),
        department: shown.and_then(|snapshot| Some(snapshot.departments.first()?.to_string())),
        fields: change.fields,
        rule: change.rule,
        reason: change.reason,
    }
}

/// RFC 3339, UTC, whole seconds.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
