//! People from a file: added and updated in one transaction, as a run that can be taken back.

use crate::{
    Store,
    error::{Result, StoreError},
    people::refuse_taken_addresses,
    tables::{
        changes::ChangeWriter,
        employee_writer::EmployeeWriter,
        employees, revision,
        runs::{self, RunId, RunRecord},
    },
};
use chrono::{DateTime, Utc};
use rollcall_people::{
    Employee, EmployeeId, Identity, ObjectId, Reason, ReasonCode, RunResult, RunTrigger, TenantId,
};
use rollcall_plan::{Change, ChangeKind, Counts, diff};
use rusqlite::Connection;

/// Whose name such runs have in the history: the owner of who came from a file.
const LOCAL: &str = "local";

/// A line of a file as a record.
#[derive(Clone, Debug)]
pub struct FromFile {
    pub line: usize,
    /// The record as it was seen; `None`: a new one, whose id is given here.
    pub before: Option<Employee>,
    pub after: Employee,
}

impl Store {
    /// # Errors
    /// `AddressTaken` with the position among the new people, `Outdated` when a record is no longer as
    /// it was seen; nothing is written then.
    pub fn import(&self, people: &[FromFile], now: DateTime<Utc>) -> Result<RunId> {
        self.write(|tx| {
            let new: Vec<_> = people.iter().filter(|one| one.before.is_none()).collect();
            refuse_taken_addresses(tx, new.iter().map(|one| &one.after))?;
            refuse_outdated(tx, people)?;
            let counts = Counts { add: new.len(), update: people.len() - new.len(), ..Counts::default() };
            let run = runs::insert(tx, &record(counts, now))?;
            let (mut writer, mut history) = (EmployeeWriter::new(tx, now)?, ChangeWriter::new(tx, run)?);
            people.iter().try_for_each(|one| write(&mut writer, &mut history, one))?;
            revision::grow(tx)?;
            Ok(run)
        })
    }
}

fn refuse_outdated(db: &Connection, people: &[FromFile]) -> Result<()> {
    let seen = people.iter().filter_map(|one| one.before.as_ref());
    let mut same = seen.map(|before| Ok(employees::get(db, before.id)?.as_ref() == Some(before)));
    let all = same.try_fold(true, |all, same: Result<bool>| Ok::<_, StoreError>(all && same?))?;
    if all { Ok(()) } else { Err(StoreError::Outdated) }
}

fn record(counts: Counts, now: DateTime<Utc>) -> RunRecord {
    RunRecord {
        connection: None,
        connection_name: LOCAL.to_owned(),
        trigger: RunTrigger::Import,
        started_at: now,
        finished_at: now,
        result: RunResult::Applied,
        counts,
        error: None,
        read: None,
    }
}

fn write(writer: &mut EmployeeWriter<'_>, history: &mut ChangeWriter<'_>, one: &FromFile) -> Result<()> {
    let mut after = one.after.clone();
    match &one.before {
        Some(before) => writer.update(before, &after)?,
        None => after.id = writer.insert(&after)?,
    }
    history.insert(&change(one, after.id), one.before.as_ref(), Some(&after), None)
}

/// The history names accounts; local people have none.
fn change(one: &FromFile, id: EmployeeId) -> Change {
    let before = one.before.as_ref().map(|before| &before.record);
    let nobody = || Identity { tenant: TenantId::new(""), object: ObjectId::new("") };
    Change {
        kind: if before.is_some() { ChangeKind::Update } else { ChangeKind::Add },
        identity: one.after.identity.clone().unwrap_or_else(nobody),
        employee: Some(id),
        record: one.after.record.clone(),
        differences: before.map(|before| diff(Some(before), Some(&one.after.record))).unwrap_or_default(),
        pins: Vec::new(),
        rule: None,
        reason: Reason::new(ReasonCode::FromFile).with("line", one.line).into(),
    }
}
