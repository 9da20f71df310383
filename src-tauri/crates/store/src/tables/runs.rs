//! Table `run`: the history of what was applied, held, failed or undone.

use crate::{Store, error::Result, tables::passed_over, values};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, EmployeeId, RunResult, RunTrigger};
use rollcall_plan::{Counts, NotImported};
use rusqlite::{Connection, OptionalExtension, ToSql, named_params, params};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A run of the history; given once, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(pub i64);

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRecord {
    /// `None` once the connection is gone.
    pub connection: Option<ConnectionId>,
    /// Its name at the time.
    pub connection_name: String,
    pub trigger: RunTrigger,
    pub started_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    pub result: RunResult,
    pub counts: Counts,
    /// JSON: why it was held or failed.
    pub error: Option<String>,
    /// JSON: how the directory was read.
    pub read: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRun {
    pub id: RunId,
    /// The run that took this one back.
    pub undone_by: Option<RunId>,
    /// JSON: why the file that is kept up to date was not rewritten after it.
    pub refresh_failure: Option<String>,
    /// What the plan that somebody looked at said, before people were left out by hand.
    pub planned: Option<Counts>,
    /// How many people it left as they were although they were part of it.
    pub passed_over: usize,
    /// Whom it changed is no longer kept.
    pub summary_only: bool,
    pub record: RunRecord,
}

impl Store {
    /// Records a run that changed no employee (held, failed, or without changes), and whom it passed over.
    pub fn record_run(&self, record: &RunRecord, passed_over: &[NotImported]) -> Result<RunId> {
        self.write(|tx| {
            let id = insert(tx, record)?;
            passed_over::insert(tx, id, passed_over)?;
            Ok(id)
        })
    }

    /// Notes with a run that the file that is kept up to date was not rewritten: JSON, why.
    pub fn note_refresh_failure(&self, run: RunId, failure: &str) -> Result<()> {
        self.write(|tx| {
            tx.execute("UPDATE run SET refresh_failure = ?2 WHERE id = ?1", params![run.0, failure])?;
            Ok(())
        })
    }

    /// At most `limit` runs, newest first, older than `before`.
    pub fn runs(&self, limit: usize, before: Option<RunId>) -> Result<Vec<StoredRun>> {
        let before = before.map_or(i64::MAX, |run| run.0);
        let limit = values::bound(limit);
        self.read(|db| select(db, "WHERE id < ?1 ORDER BY id DESC LIMIT ?2", &[&before, &limit]))
    }

    /// The runs that touched a person, newest first.
    pub fn runs_of(&self, employee: EmployeeId, limit: usize) -> Result<Vec<StoredRun>> {
        let limit = values::bound(limit);
        let which = "WHERE id IN (SELECT run FROM change WHERE employee = ?1) ORDER BY id DESC LIMIT ?2";
        self.read(|db| select(db, which, &[&employee.0, &limit]))
    }

    pub fn run(&self, id: RunId) -> Result<Option<StoredRun>> {
        self.read(|db| get(db, id))
    }

    /// Whether only the numbers of a run are kept.
    pub fn is_summary(&self, id: RunId) -> Result<bool> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT summary_only FROM run WHERE id = ?1")?;
            Ok(query.query_row([id.0], |row| row.get(0)).optional()?.unwrap_or_default())
        })
    }

    /// The newest run of a connection.
    pub fn last_run(&self, connection: ConnectionId) -> Result<Option<StoredRun>> {
        let which = "WHERE connection = ?1 ORDER BY id DESC LIMIT 1";
        self.read(|db| Ok(select(db, which, &[&connection.0])?.pop()))
    }

    /// The run of the same connection before `run`.
    pub fn run_before(&self, connection: ConnectionId, run: RunId) -> Result<Option<StoredRun>> {
        let which = "WHERE connection = ?1 AND id < ?2 ORDER BY id DESC LIMIT 1";
        self.read(|db| Ok(select(db, which, &[&connection.0, &run.0])?.pop()))
    }
}

/// Adds the record, and notes a first manual sync at its connection.
pub(crate) fn insert(db: &Connection, run: &RunRecord) -> Result<RunId> {
    db.execute(
        "INSERT INTO run (connection, connection_name, trigger_kind, started_at, finished_at, result, counts, error, read)
         VALUES (:connection, :name, :trigger, :started, :finished, :result, :counts, :error, :read)",
        named_params! {
            ":connection": run.connection.map(|id| id.0), ":name": run.connection_name,
            ":trigger": values::word(&run.trigger)?, ":started": values::time(run.started_at),
            ":finished": values::time(run.finished_at), ":result": values::word(&run.result)?,
            ":counts": values::json(&run.counts)?, ":error": run.error, ":read": run.read,
        },
    )?;
    let id = RunId(db.last_insert_rowid());
    if let (Some(connection), RunTrigger::Manual, RunResult::Applied | RunResult::NoChanges) =
        (run.connection, run.trigger, run.result)
    {
        db.execute("UPDATE connection SET synced_once = 1 WHERE id = ?1", [connection.0])?;
    }
    Ok(id)
}

pub(crate) fn get(db: &Connection, id: RunId) -> Result<Option<StoredRun>> {
    Ok(select(db, "WHERE id = ?1", &[&id.0])?.pop())
}

/// The later runs of a connection that changed the list, each with the run it took back, if it did.
pub(crate) fn applied_after(
    db: &Connection,
    connection: ConnectionId,
    run: RunId,
) -> Result<Vec<(RunId, Option<RunId>)>> {
    let mut query =
        db.prepare_cached("SELECT id, undoes FROM run WHERE connection = ?1 AND id > ?2 AND result = ?3")?;
    let applied = values::word(&RunResult::Applied)?;
    let runs = query.query_map(params![connection.0, run.0, applied], |row| {
        Ok((RunId(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(RunId)))
    })?;
    Ok(runs.collect::<rusqlite::Result<_>>()?)
}

/// How long the chain is that ends with a run: the one it took back, the one that took back, and so on.
pub(crate) fn undone_below(db: &Connection, run: RunId) -> Result<usize> {
    let mut query = db.prepare_cached(
        "WITH RECURSIVE below (run) AS (
           SELECT undoes FROM run WHERE id = ?1 UNION ALL SELECT undoes FROM run JOIN below ON id = below.run)
         SELECT count(run) FROM below",
    )?;
    Ok(query.query_row([run.0], |row| row.get(0))?)
}

pub(crate) fn note_planned(db: &Connection, id: RunId, planned: &Counts) -> Result<()> {
    db.execute("UPDATE run SET planned = ?2 WHERE id = ?1", params![id.0, values::json(planned)?])?;
    Ok(())
}

/// Completes the record of an undo: which run it took back, and what that did.
pub(crate) fn close_undo(db: &Connection, id: RunId, undoes: RunId, counts: &Counts) -> Result<()> {
    let row = params![id.0, undoes.0, values::json(counts)?];
    db.execute("UPDATE run SET undoes = ?2, counts = ?3 WHERE id = ?1", row)?;
    Ok(())
}

fn select(db: &Connection, which: &str, params: &[&dyn ToSql]) -> Result<Vec<StoredRun>> {
    let mut query = db.prepare_cached(&format!(
        "SELECT *, (SELECT id FROM run undo WHERE undo.undoes = run.id) AS undone_by,
           (SELECT count(*) FROM passed_over WHERE run = run.id) AS passed_over FROM run {which}"
    ))?;
    values::all(query.query(params)?, |row| {
        let record = RunRecord {
            connection: row.get::<_, Option<i64>>("connection")?.map(ConnectionId),
            connection_name: row.get("connection_name")?,
            trigger: values::parse_word("trigger_kind", values::text(row, "trigger_kind")?)?,
            started_at: values::parse_time("started_at", values::text(row, "started_at")?)?,
            finished_at: values::parse_time("finished_at", values::text(row, "finished_at")?)?,
            result: values::parse_word("result", values::text(row, "result")?)?,
            counts: values::parse_json("counts", values::text(row, "counts")?)?,
            error: row.get("error")?,
            read: row.get("read")?,
        };
        let undone_by = row.get::<_, Option<i64>>("undone_by")?.map(RunId);
        let refresh_failure = row.get("refresh_failure")?;
        let planned = values::optional(row, "planned")?;
        let planned = planned.map(|json| values::parse_json("planned", json)).transpose()?;
        Ok(StoredRun {
            id: RunId(row.get("id")?),
            undone_by,
            refresh_failure,
            planned,
            passed_over: row.get("passed_over")?,
            summary_only: row.get("summary_only")?,
            record,
        })
    })
}
