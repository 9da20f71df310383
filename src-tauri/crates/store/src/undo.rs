//! Undo: a run is taken back person by person, in one transaction, as a run of its own.
//!
//! Only people who still are as the run left them are touched; whoever was edited since is kept.

use crate::{
    Store,
    error::{Result, StoreError},
    snapshot::Snapshot,
    tables::{
        changes::{self, StoredChange},
        employees, revision,
        runs::{self, RunId, RunRecord, StoredRun},
    },
};
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, EmployeeId, Reason, ReasonCode, RunResult, RunTrigger};
use rollcall_plan::{Change, ChangeKind, Counts, FieldChange};
use rusqlite::{Connection, params};

/// What an undo did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub run: RunId,
    /// People edited since the run, who stayed as they are.
    pub kept: Vec<EmployeeId>,
}

impl Store {
    /// Takes back what a run did. The new run's counts say what happened to people now; its
    /// `unchanged` counts those who were kept.
    ///
    /// # Errors
    /// `UnknownRun`; `NotUndoable` when it changed nobody or was taken back already.
    pub fn undo(&self, run: RunId, now: DateTime<Utc>) -> Result<Undone> {
        self.write(|tx| {
            let stored = undoable(tx, run)?;
            let changes = changes::of_run(tx, run)?;
            let id = runs::insert(tx, &record(&stored, now))?;
            let mut undo = Undo { db: tx, of: run, id, now, counts: Counts::default(), kept: Vec::new() };
            // Backwards, so that a person touched twice ends as they began.
            for (position, change) in changes.iter().rev().enumerate() {
                undo.one(position, change)?;
            }
            undo.counts.unchanged = undo.kept.len();
            runs::close_undo(tx, id, run, &undo.counts)?;
            revision::grow(tx)?;
            Ok(Undone { run: id, kept: undo.kept })
        })
    }
}

fn undoable(db: &Connection, run: RunId) -> Result<StoredRun> {
    let stored = runs::get(db, run)?.ok_or(StoreError::UnknownRun(run))?;
    let mut taken_back = db.prepare_cached("SELECT 1 FROM run WHERE undoes = ?1")?;
    let already = taken_back.exists(params![run.0])?;
    if stored.record.result == RunResult::Applied && !already {
        Ok(stored)
    } else {
        Err(StoreError::NotUndoable(run))
    }
}

fn record(of: &StoredRun, now: DateTime<Utc>) -> RunRecord {
    RunRecord {
        connection: of.record.connection,
        connection_name: of.record.connection_name.clone(),
        trigger: RunTrigger::Undo,
        started_at: now,
        finished_at: now,
        result: RunResult::Applied,
        counts: Counts::default(),
        error: None,
        read: None,
    }
}

struct Undo<'a> {
    db: &'a Connection,
    of: RunId,
    id: RunId,
    now: DateTime<Utc>,
    counts: Counts,
    kept: Vec<EmployeeId>,
}

impl Undo<'_> {
    fn one(&mut self, position: usize, change: &StoredChange) -> Result<()> {
        let current = employees::get(self.db, change.employee)?;
        if current.as_ref().map(Snapshot::from) != change.after {
            self.kept.push(change.employee);
            return Ok(());
        }
        let before = change.before.as_ref().map(|snapshot| snapshot.employee(change.employee));
        match (&current, &before) {
            (Some(now), Some(then)) => employees::update(self.db, now, then, self.now)?,
            (Some(now), None) => employees::delete(self.db, now.id)?,
            (None, Some(then)) => drop(employees::insert_again(self.db, then, self.now)?),
            (None, None) => return Ok(()),
        }
        self.note(position, change, current.as_ref(), before.as_ref())
    }

    fn note(
        &mut self,
        position: usize,
        change: &StoredChange,
        current: Option<&Employee>,
        before: Option<&Employee>,
    ) -> Result<()> {
        let Some(shown) = before.or(current) else { return Ok(()) };
        let kind = opposite(change.kind);
        *self.counts.of(kind) += 1;
        let back = Change {
            kind,
            identity: change.identity.clone(),
            employee: Some(change.employee),
            record: shown.record.clone(),
            fields: change.fields.iter().map(turned).collect(),
            pins: Vec::new(),
            rule: None,
            reason: Reason::new(ReasonCode::Undone).with("run", self.of),
        };
        changes::insert(self.db, (self.id, position), &back, current, before)
    }
}

fn opposite(kind: ChangeKind) -> ChangeKind {
    match kind {
        ChangeKind::Add | ChangeKind::Restore => ChangeKind::Remove,
        ChangeKind::Remove => ChangeKind::Restore,
        ChangeKind::Link | ChangeKind::Update | ChangeKind::Conflict => ChangeKind::Update,
    }
}

fn turned(change: &FieldChange) -> FieldChange {
    FieldChange { field: change.field.clone(), from: change.to.clone(), to: change.from.clone() }
}
