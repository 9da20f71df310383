//! Undo: a run is taken back person by person, in one transaction, as a run of its own.
//!
//! Only people who still are as the run left them are touched; whoever was edited since is kept. A
//! department that was renamed since has its new name in all that the run left and found.

use crate::{
    Store,
    error::{Result, StoreError},
    restore::Net,
    snapshot::Snapshot,
    tables::{
        changes::{self, ChangeWriter, StoredChange},
        employee_writer::EmployeeWriter,
        employees, in_force, renames, revision,
        runs::{self, RunId, RunRecord, StoredRun},
    },
};
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, EmployeeId, Move, Reason, ReasonCode, RunResult, RunTrigger};
use rollcall_plan::{Change, ChangeKind, Counts, diff};
use rusqlite::{Connection, params};

/// Changes taken back together.
const AT_ONCE: usize = 500;

/// What an undo did, or would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub run: RunId,
    /// What happened to people; `unchanged` counts those who were kept.
    pub counts: Counts,
    /// People edited since the run, who stayed as they are.
    pub kept: Vec<EmployeeId>,
    /// The next sync would do again what was taken back here.
    pub comes_again: bool,
}

impl Store {
    /// Takes back what a run did.
    ///
    /// # Errors
    /// `UnknownRun`; `NotUndoable` when it changed nobody or was taken back already; `SummaryOnly` when it
    /// is too old.
    pub fn undo(&self, run: RunId, now: DateTime<Utc>) -> Result<Undone> {
        self.write(|tx| take_back(tx, run, now, &mut Net::default()))
    }

    /// What [`Store::undo`] would do now. It is really done and rolled back, so the two cannot disagree.
    pub fn undo_preview(&self, run: RunId, now: DateTime<Utc>) -> Result<Undone> {
        self.try_out(|tx| take_back(tx, run, now, &mut Net::default()))
    }
}

/// Takes one run back, and notes in `net` what becomes of whom.
pub(crate) fn take_back(tx: &Connection, run: RunId, now: DateTime<Utc>, net: &mut Net) -> Result<Undone> {
    let stored = undoable(tx, run)?;
    let id = runs::insert(tx, &record(&stored, now))?;
    let mut undo = Undo::new(tx, run, (id, now), net)?;
    // Backwards, so that a person touched twice ends as they began.
    let mut end = usize::MAX;
    while let Some(first) = undo.some(changes::before(tx, run, end, AT_ONCE)?)? {
        end = first;
    }
    let Undo { mut counts, kept, .. } = undo;
    counts.unchanged = kept.len();
    runs::close_undo(tx, id, run, &counts)?;
    stored.record.connection.map_or(Ok(()), |connection| in_force::forget(tx, connection))?;
    revision::grow(tx)?;
    let comes_again = comes_again(tx, &stored, &counts)?;
    Ok(Undone { run: id, counts, kept, comes_again })
}

/// A sync makes again what a sync had made, and what the undo of an undo had brought back. An undo of either
/// took that away: without it people are as sync has them. Who came from a file, or by a connection that is
/// gone, no sync brings.
fn comes_again(tx: &Connection, stored: &StoredRun, counts: &Counts) -> Result<bool> {
    let changed = counts.update + counts.restore + counts.remove > 0;
    Ok(changed && stored.record.connection.is_some() && runs::undone_below(tx, stored.id)? % 2 == 0)
}

fn undoable(db: &Connection, run: RunId) -> Result<StoredRun> {
    let stored = runs::get(db, run)?.ok_or(StoreError::UnknownRun(run))?;
    let mut taken_back = db.prepare_cached("SELECT 1 FROM run WHERE undoes = ?1")?;
    let already = taken_back.exists(params![run.0])?;
    match stored.record.result {
        RunResult::Applied if already => Err(StoreError::NotUndoable(run)),
        RunResult::Applied if stored.summary_only => Err(StoreError::SummaryOnly(run)),
        RunResult::Applied => Ok(stored),
        _ => Err(StoreError::NotUndoable(run)),
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

struct Undo<'db, 'net> {
    db: &'db Connection,
    of: RunId,
    /// Departments renamed since.
    moves: Vec<Move>,
    employees: EmployeeWriter<'db>,
    history: ChangeWriter<'db>,
    counts: Counts,
    kept: Vec<EmployeeId>,
    net: &'net mut Net,
}

impl<'db, 'net> Undo<'db, 'net> {
    fn new(
        db: &'db Connection,
        of: RunId,
        (id, now): (RunId, DateTime<Utc>),
        net: &'net mut Net,
    ) -> Result<Self> {
        let (employees, history) = (EmployeeWriter::new(db, now)?, ChangeWriter::new(db, id)?);
        let moves = renames::since(db, of)?;
        Ok(Self { db, of, moves, employees, history, counts: Counts::default(), kept: Vec::new(), net })
    }

    /// Takes back some changes, latest first; says where the earliest of them stands.
    fn some(&mut self, mut changes: Vec<(usize, StoredChange)>) -> Result<Option<usize>> {
        let ids: Vec<EmployeeId> = changes.iter().map(|(_, change)| change.employee).collect();
        let mut current = employees::by_id(self.db, &ids)?;
        for (_, change) in &mut changes {
            let snapshots = [&mut change.before, &mut change.after].into_iter().flatten();
            snapshots.for_each(|snapshot| snapshot.rename(&self.moves));
            let now = current.remove(&change.employee);
            current.extend(self.one(change, now)?.map(|then| (then.id, then)));
        }
        Ok(changes.last().map(|(position, _)| *position))
    }

    /// Gives the record as it is afterwards.
    fn one(&mut self, change: &StoredChange, current: Option<Employee>) -> Result<Option<Employee>> {
        if current.as_ref().map(Snapshot::from) != change.after {
            self.kept.push(change.employee);
            return Ok(current);
        }
        let archived_at = employees::archived_at(self.db, current.as_ref())?;
        let before = change.before.as_ref().map(|snapshot| snapshot.employee(change.employee));
        match (&current, &before) {
            (Some(now), Some(then)) => self.employees.update(now, then)?,
            (Some(now), None) => self.employees.delete(now.id)?,
            (None, Some(then)) => drop(self.employees.insert_again(then)?),
            (None, None) => return Ok(None),
        }
        if let Some(at) = change.archived_at {
            self.employees.archived_since(change.employee, at)?;
        }
        self.note(change, current.as_ref(), before.as_ref(), archived_at)?;
        self.net.note(change.employee, current.as_ref(), before.as_ref());
        Ok(before)
    }

    fn note(
        &mut self,
        change: &StoredChange,
        current: Option<&Employee>,
        before: Option<&Employee>,
        archived_at: Option<DateTime<Utc>>,
    ) -> Result<()> {
        let Some(shown) = before.or(current) else { return Ok(()) };
        let kind = opposite(change.kind);
        *self.counts.of(kind) += 1;
        let back = Change {
            kind,
            identity: change.identity.clone(),
            employee: Some(change.employee),
            record: shown.record.clone(),
            differences: match (before, current) {
                (Some(then), Some(now)) => diff(Some(&now.record), Some(&then.record)),
                _ => Vec::new(),
            },
            pins: Vec::new(),
            rule: None,
            reason: Reason::new(ReasonCode::Undone).with("run", self.of).into(),
        };
        self.history.insert(&back, current, before, archived_at)
    }
}

fn opposite(kind: ChangeKind) -> ChangeKind {
    match kind {
        ChangeKind::Add | ChangeKind::Restore => ChangeKind::Remove,
        ChangeKind::Remove => ChangeKind::Restore,
        ChangeKind::Link | ChangeKind::Update | ChangeKind::Conflict => ChangeKind::Update,
    }
}
