//! Table `change`: what a run did to each person, with everything needed to take it back.

use crate::{Store, error::Result, snapshot::Snapshot, tables::runs::RunId, values};
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, EmployeeId, Identity, ObjectId, Reason, TenantId};
use rollcall_plan::{Change, ChangeKind, FieldChange};
use rusqlite::{Connection, Row, params};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredChange {
    /// The record's id; the record itself may be gone by now.
    pub employee: EmployeeId,
    pub identity: Identity,
    pub kind: ChangeKind,
    pub rule: Option<String>,
    pub reason: Reason,
    /// As the plan showed them.
    pub fields: Vec<FieldChange>,
    /// `None`: there was no record.
    pub before: Option<Snapshot>,
    /// `None`: there is no record any more.
    pub after: Option<Snapshot>,
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

    /// The latest runs that touched a person, newest first.
    pub fn employee_events(&self, employee: EmployeeId, limit: usize) -> Result<Vec<Event>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT run, finished_at, kind, reason, fields FROM change JOIN run ON run.id = change.run
                 WHERE employee = ?1 ORDER BY run DESC LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            values::all(query.query(params![employee.0, limit])?, event)
        })
    }
}

pub(crate) fn of_run(db: &Connection, run: RunId) -> Result<Vec<StoredChange>> {
    let mut query = db.prepare_cached("SELECT * FROM change WHERE run = ?1 ORDER BY position")?;
    values::all(query.query([run.0])?, read)
}

/// Keeps what `change` made of `before`.
pub(crate) fn insert(
    db: &Connection,
    (run, position): (RunId, usize),
    change: &Change,
    before: Option<&Employee>,
    after: Option<&Employee>,
) -> Result<()> {
    let Some(touched) = after.or(before) else { return Ok(()) };
    let mut insert =
        db.prepare_cached("INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
    insert.execute(params![
        run.0,
        position,
        touched.id.0,
        change.identity.tenant.as_str(),
        change.identity.object.as_str(),
        values::word(&change.kind)?,
        change.rule,
        values::json(&change.reason)?,
        values::json(&change.fields)?,
        before.map(Snapshot::json).transpose()?,
        after.map(Snapshot::json).transpose()?,
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<StoredChange> {
    Ok(StoredChange {
        employee: EmployeeId(row.get("employee")?),
        identity: Identity {
            tenant: TenantId::new(values::text(row, "tenant_id")?),
            object: ObjectId::new(values::text(row, "object_id")?),
        },
        kind: values::parse_word("kind", values::text(row, "kind")?)?,
        rule: row.get("rule")?,
        reason: values::parse_json("reason", values::text(row, "reason")?)?,
        fields: values::parse_json("fields", values::text(row, "fields")?)?,
        before: values::optional(row, "before")?.map(Snapshot::parse).transpose()?,
        after: values::optional(row, "after")?.map(Snapshot::parse).transpose()?,
    })
}

fn event(row: &Row<'_>) -> Result<Event> {
    Ok(Event {
        run: RunId(row.get("run")?),
        at: values::parse_time("finished_at", values::text(row, "finished_at")?)?,
        kind: values::parse_word("kind", values::text(row, "kind")?)?,
        reason: values::parse_json("reason", values::text(row, "reason")?)?,
        fields: values::parse_json("fields", values::text(row, "fields")?)?,
    })
}
