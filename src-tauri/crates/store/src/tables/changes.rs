//! Table `change`: what a run did to each person, with everything needed to take it back.

use crate::{
    Store,
    error::Result,
    snapshot::Snapshot,
    tables::{line::Line, runs::RunId, snapshot_data},
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, EmployeeId, Identity, Reason};
use rollcall_plan::{Change, ChangeKind, FieldChange, diff};
use rusqlite::{CachedStatement, Connection, Row, params};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredChange {
    /// The record's id; the record itself may be gone by now.
    pub employee: EmployeeId,
    pub identity: Identity,
    pub kind: ChangeKind,
    pub rule: Option<String>,
    pub reason: Reason,
    /// As the plan showed them. Where there is no record on one side, every value of the other.
    pub fields: Vec<FieldChange>,
    /// `None`: there was no record.
    pub before: Option<Snapshot>,
    /// `None`: there is no record any more.
    pub after: Option<Snapshot>,
    /// Since when the record was archived before; `None`: it was in the list.
    pub archived_at: Option<DateTime<Utc>>,
}

/// One run, as it touched one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub run: RunId,
    pub at: DateTime<Utc>,
    pub kind: ChangeKind,
    pub reason: Reason,
    pub fields: Vec<FieldChange>,
}

impl Store {
    /// In the order they were applied.
    pub fn run_changes(&self, run: RunId) -> Result<Vec<StoredChange>> {
        self.read(|db| of_run(db, run))
    }

    /// The positions of a run's changes of these kinds, in order.
    pub fn change_positions(&self, run: RunId, kinds: &[ChangeKind]) -> Result<Vec<i64>> {
        let kinds = values::json(&kinds)?;
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT position FROM change WHERE run = ?1 AND kind IN (SELECT value FROM json_each(?2))
                 ORDER BY position",
            )?;
            values::all(query.query(params![run.0, kinds])?, |row| Ok(row.get(0)?))
        })
    }

    /// The changes of a run at these positions, in order.
    pub fn changes_at(&self, run: RunId, positions: &[i64]) -> Result<Vec<StoredChange>> {
        let positions = values::json(positions)?;
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT * FROM change WHERE run = ?1 AND position IN (SELECT value FROM json_each(?2))
                 ORDER BY position",
            )?;
            values::all(query.query(params![run.0, positions])?, read)
        })
    }

    /// The latest runs that touched a person, newest first.
    pub fn employee_events(&self, employee: EmployeeId, limit: usize) -> Result<Vec<Event>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT run, finished_at, tenant_id, object_id, kind, reason, fields, before, after
                 FROM change JOIN run ON run.id = change.run
                 WHERE employee = ?1 ORDER BY run DESC LIMIT ?2",
            )?;
            let limit = values::bound(limit);
            values::all(query.query(params![employee.0, limit])?, event)
        })
    }
}

pub(crate) fn of_run(db: &Connection, run: RunId) -> Result<Vec<StoredChange>> {
    let mut query = db.prepare_cached("SELECT * FROM change WHERE run = ?1 ORDER BY position")?;
    values::all(query.query([run.0])?, read)
}

/// The last `most` changes of a run before the position `end`, latest first, with their positions.
pub(crate) fn before(
    db: &Connection,
    run: RunId,
    end: usize,
    most: usize,
) -> Result<Vec<(usize, StoredChange)>> {
    let mut query = db.prepare_cached(
        "SELECT * FROM change WHERE run = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3",
    )?;
    let end = values::bound(end);
    values::all(query.query(params![run.0, end, most])?, |row| Ok((row.get("position")?, read(row)?)))
}

/// Writes the changes of one run, in the order they come in.
pub(crate) struct ChangeWriter<'db> {
    insert: CachedStatement<'db>,
    run: RunId,
    position: usize,
}

impl<'db> ChangeWriter<'db> {
    pub(crate) fn new(db: &'db Connection, run: RunId) -> Result<Self> {
        let insert = db.prepare_cached(
            "INSERT INTO change (run, position, employee, tenant_id, object_id, kind, rule, reason, fields,
               before, after, archived_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        Ok(Self { insert, run, position: 0 })
    }

    /// Keeps what `change` made of `before`.
    pub(crate) fn insert(
        &mut self,
        change: &Change,
        before: Option<&Employee>,
        after: Option<&Employee>,
        archived_at: Option<DateTime<Utc>>,
    ) -> Result<()> {
        let Some(touched) = after.or(before) else { return Ok(()) };
        let (before, after) = (before.map(Line::from), after.map(Line::from));
        self.write(change, touched.id, (before, after), archived_at)
    }

    /// Keeps that `change` made a record.
    pub(crate) fn addition(&mut self, change: &Change, id: EmployeeId, record: Line<'_>) -> Result<()> {
        self.write(change, id, (None, Some(record)), None)
    }

    fn write(
        &mut self,
        change: &Change,
        id: EmployeeId,
        (before, after): (Option<Line<'_>>, Option<Line<'_>>),
        archived_at: Option<DateTime<Utc>>,
    ) -> Result<()> {
        let packed = |record| snapshot_data::packed(record, &change.identity);
        self.insert.execute(params![
            self.run.0,
            self.position,
            id.0,
            change.identity.tenant.as_str(),
            change.identity.object.as_str(),
            values::word(&change.kind)?,
            change.rule.as_deref(),
            values::json(&*change.reason)?,
            values::list(&change.differences)?,
            before.map(packed).transpose()?,
            after.map(packed).transpose()?,
            archived_at.map(values::time),
        ])?;
        self.position += 1;
        Ok(())
    }
}

/// The stored differences, or all of a record that came or went.
fn fields(row: &Row<'_>, before: Option<&Snapshot>, after: Option<&Snapshot>) -> Result<Vec<FieldChange>> {
    match (before, after) {
        (None, Some(after)) => Ok(diff(None, Some(&after.record()))),
        (Some(before), None) => Ok(diff(Some(&before.record()), None)),
        _ => values::parse_json("fields", values::text(row, "fields")?),
    }
}

fn snapshots(row: &Row<'_>, of: &Identity) -> Result<(Option<Snapshot>, Option<Snapshot>)> {
    let snapshot = |column| snapshot_data::parse(row.get_ref(column)?, of);
    Ok((snapshot("before")?, snapshot("after")?))
}

fn read(row: &Row<'_>) -> Result<StoredChange> {
    let archived_at = values::optional(row, "archived_at")?;
    let identity = values::identity(row)?;
    let (before, after) = snapshots(row, &identity)?;
    Ok(StoredChange {
        employee: EmployeeId(row.get("employee")?),
        identity,
        kind: values::parse_word("kind", values::text(row, "kind")?)?,
        rule: row.get("rule")?,
        reason: values::parse_json("reason", values::text(row, "reason")?)?,
        fields: fields(row, before.as_ref(), after.as_ref())?,
        before,
        after,
        archived_at: archived_at.map(|at| values::parse_time("archived_at", at)).transpose()?,
    })
}

fn event(row: &Row<'_>) -> Result<Event> {
    let (before, after) = snapshots(row, &values::identity(row)?)?;
    Ok(Event {
        run: RunId(row.get("run")?),
        at: values::parse_time("finished_at", values::text(row, "finished_at")?)?,
        kind: values::parse_word("kind", values::text(row, "kind")?)?,
        reason: values::parse_json("reason", values::text(row, "reason")?)?,
        fields: fields(row, before.as_ref(), after.as_ref())?,
    })
}
