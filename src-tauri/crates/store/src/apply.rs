//! Applying a plan: employees, departments, history and run record in one transaction, or nothing.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        changes::ChangeWriter,
        connections, departments, directories,
        employee_writer::EmployeeWriter,
        employees, in_force, indexes,
        line::Line,
        passed_over, revision,
        runs::{self, RunId, RunRecord},
    },
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Employee, EmployeeId, Owner, PinDates, RunResult, RunTrigger, Status};
use rollcall_plan::{Change, ChangeKind, Counts, Plan};
use rusqlite::Connection;
use std::collections::HashMap;

/// Records looked up together.
const AT_ONCE: usize = 500;
/// The indexes that a first sync meets in no order. The others grow at their ends, which costs less than
/// reading the table again for them.
const SCATTERED: [&str; 4] =
    ["employee_identity", "employee_email", "employee_list", "employee_department_people"];

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
    /// What the plan that somebody looked at said, before people were left out by hand.
    pub planned: Option<Counts>,
    /// JSON: what is left to decide, if anything.
    pub error: Option<String>,
    /// JSON: how the directory was read.
    pub read: Option<String>,
    /// When the directory was read that the plan was made of.
    pub read_at: DateTime<Utc>,
    /// [`crate::Inputs::revision`] the plan was made at.
    pub revision: i64,
    /// [`crate::DirectoryInfo::generation`] the plan was made of.
    pub generation: i64,
}

impl Store {
    /// Whether a plan of `connection` that was made at this revision, of this directory, can still be applied.
    pub fn is_as_planned(&self, connection: ConnectionId, revision: i64, generation: i64) -> Result<bool> {
        self.read(|db| is_as_planned(db, connection, revision, generation))
    }

    /// Executes a plan exactly as it is.
    ///
    /// # Errors
    /// `Outdated` when employees, configuration or directory changed since; nothing is written then,
    /// nor after any other error.
    pub fn apply(&self, run: &ApplyRun<'_>) -> Result<RunId> {
        self.write(|tx| {
            refuse_outdated(tx, run)?;
            let id = runs::insert(tx, &record(tx, run)?)?;
            if let Some(planned) = &run.planned {
                runs::note_planned(tx, id, planned)?;
            }
            passed_over::insert(tx, id, &run.plan.passed_over)?;
            for department in &run.plan.new_departments {
                departments::find_or_make(tx, department)?;
            }
            let changes: Vec<&Change> = run.plan.writes().collect();
            let late = if changes.len() < AT_ONCE { &[][..] } else { &SCATTERED };
            indexes::after(tx, late, || {
                let mut applying = Applying::new(tx, run, id)?;
                changes.chunks(AT_ONCE).try_for_each(|changes| {
                    indexes::keep_at_hand(tx)?;
                    applying.some(changes)
                })
            })?;
            in_force::note(tx, run.connection, id, run.plan.complete)?;
            in_force::compared(tx, run.connection, run.plan.compares_everybody().then_some(run.read_at))?;
            revision::grow(tx)?;
            Ok(id)
        })
    }
}

fn refuse_outdated(db: &Connection, run: &ApplyRun<'_>) -> Result<()> {
    let same = is_as_planned(db, run.connection, run.revision, run.generation)?;
    if same { Ok(()) } else { Err(StoreError::Outdated) }
}

fn is_as_planned(db: &Connection, connection: ConnectionId, revision: i64, generation: i64) -> Result<bool> {
    let same_list = revision::get(db)? == revision;
    Ok(same_list && directories::generation(db, connection)? == Some(generation))
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

struct Applying<'db> {
    db: &'db Connection,
    connection: ConnectionId,
    employees: EmployeeWriter<'db>,
    history: ChangeWriter<'db>,
}

impl<'db> Applying<'db> {
    fn new(db: &'db Connection, run: &ApplyRun<'_>, id: RunId) -> Result<Self> {
        let employees = EmployeeWriter::new(db, run.finished_at)?;
        Ok(Self { db, connection: run.connection, employees, history: ChangeWriter::new(db, id)? })
    }

    /// Some changes, each of another record.
    fn some(&mut self, changes: &[&Change]) -> Result<()> {
        let ids: Vec<EmployeeId> = changes.iter().filter_map(|change| change.employee).collect();
        let known = if ids.is_empty() { HashMap::new() } else { employees::by_id(self.db, &ids)? };
        for change in changes {
            match change.employee {
                None => self.add(change)?,
                Some(id) => self.update(change, known.get(&id).ok_or(StoreError::Outdated)?)?,
            }
        }
        Ok(())
    }

    fn add(&mut self, change: &Change) -> Result<()> {
        let line = Line {
            owner: Owner::Connection(self.connection),
            status: Status::Active,
            archived_by_hand: false,
            identity: Some(&change.identity),
            record: &change.record,
            pinned: &change.pins.iter().copied().collect(),
            department_by_hand: false,
            pinned_at: &PinDates::default(),
        };
        let id = self.employees.insert(line)?;
        self.history.addition(change, id, line)
    }

    fn update(&mut self, change: &Change, before: &Employee) -> Result<()> {
        let archived_at = employees::archived_at(self.db, Some(before))?;
        let after = result(change, self.connection, before);
        self.employees.update(before, &after)?;
        self.history.insert(change, Some(before), Some(&after), archived_at)
    }
}

/// The employee as the change leaves it.
fn result(change: &Change, connection: ConnectionId, before: &Employee) -> Employee {
    let mut employee = Employee {
        identity: before.identity.clone(),
        record: change.record.clone(),
        pinned: before.pinned.clone(),
        pinned_at: before.pinned_at.clone(),
        ..*before
    };
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
