//! Applying a plan: employees, departments, history and run record in one transaction, or nothing.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        changes, connections, departments, directories, employees, revision,
        runs::{self, RunId, RunRecord},
    },
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Employee, EmployeeId, Owner, RunResult, RunTrigger, Status};
use rollcall_plan::{Change, ChangeKind, Counts, Plan};
use rusqlite::Connection;

/// A plan to apply, and what it was made of.
#[derive(Clone, Debug)]
pub struct ApplyRun<'a> {
    pub connection: ConnectionId,
    pub trigger: RunTrigger,
    pub started_at: DateTime<Utc>,
    pub finished_at: DateTime<Utc>,
    /// Its changes are written, conflicts left out.
    pub plan: &'a Plan,
    /// For the run record; the plan's own, unless some changes were left out by hand.
    pub counts: Counts,
    /// JSON: what is left to decide, if anything.
    pub error: Option<String>,
    /// JSON: how the directory was read.
    pub read: Option<String>,
    /// [`crate::Inputs::revision`] the plan was made at.
    pub revision: i64,
    /// [`crate::DirectoryInfo::generation`] the plan was made of.
    pub generation: i64,
}

impl Store {
    /// Executes a plan exactly as it is.
    ///
    /// # Errors
    /// `Outdated` when employees, configuration or directory changed since; nothing is written then,
    /// nor after any other error.
    pub fn apply(&self, run: &ApplyRun<'_>) -> Result<RunId> {
        self.write(|tx| {
            refuse_outdated(tx, run)?;
            let id = runs::insert(tx, &record(tx, run)?)?;
            for department in &run.plan.new_departments {
                departments::find_or_make(tx, department)?;
            }
            for (position, change) in run.plan.writes().enumerate() {
                apply_one(tx, run, change, (id, position))?;
            }
            revision::grow(tx)?;
            Ok(id)
        })
    }
}

fn refuse_outdated(db: &Connection, run: &ApplyRun<'_>) -> Result<()> {
    let same_list = revision::get(db)? == run.revision;
    let same_directory = directories::generation(db, run.connection)? == Some(run.generation);
    if same_list && same_directory { Ok(()) } else { Err(StoreError::Outdated) }
}

fn record(db: &Connection, run: &ApplyRun<'_>) -> Result<RunRecord> {
    let connection =
        connections::get(db, run.connection)?.ok_or(StoreError::UnknownConnection(run.connection))?;
    Ok(RunRecord {
        connection: Some(run.connection),
        connection_name: connection.details.name,
        trigger: run.trigger,
        started_at: run.started_at,
        finished_at: run.finished_at,
        result: RunResult::Applied,
        counts: run.counts,
        error: run.error.clone(),
        read: run.read.clone(),
    })
}

fn apply_one(db: &Connection, run: &ApplyRun<'_>, change: &Change, place: (RunId, usize)) -> Result<()> {
    let before = match change.employee {
        Some(id) => Some(employees::get(db, id)?.ok_or(StoreError::Outdated)?),
        None => None,
    };
    let mut after = result(change, run.connection, before.as_ref());
    match &before {
        Some(before) => employees::update(db, before, &after, run.finished_at)?,
        None => after.id = employees::insert(db, &after, run.finished_at)?,
    }
    changes::insert(db, place, change, before.as_ref(), Some(&after))
}

/// The employee as the change leaves it. A new one gets its id when it is written.
fn result(change: &Change, connection: ConnectionId, before: Option<&Employee>) -> Employee {
    let mut employee = before.cloned().unwrap_or_else(|| Employee {
        id: EmployeeId(0),
        owner: Owner::Connection(connection),
        status: Status::Active,
        archived_by_hand: false,
        identity: Some(change.identity.clone()),
        record: change.record.clone(),
        pinned: Default::default(),
    });
    employee.record = change.record.clone();
    employee.pinned.extend(&change.pins);
    match change.kind {
        ChangeKind::Remove => employee.status = Status::Archived,
        ChangeKind::Restore | ChangeKind::Link => take_over(&mut employee, change, connection),
        ChangeKind::Add | ChangeKind::Update | ChangeKind::Conflict => {}
    }
    employee
}

/// Makes a record the connection's; one that was archived is back in the list, a paused one stays paused.
fn take_over(employee: &mut Employee, change: &Change, connection: ConnectionId) {
    employee.owner = Owner::Connection(connection);
    employee.identity = Some(change.identity.clone());
    employee.archived_by_hand = false;
    if employee.status == Status::Archived {
        employee.status = Status::Active;
    }
}
