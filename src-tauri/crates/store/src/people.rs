//! People changed by hand: edits, decisions that beat the rules, and people added beside sync.
//! Each call is one transaction: all of it or nothing.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        connections,
        employee_writer::EmployeeWriter,
        employees, in_force,
        overrides::{self, Override},
        revision,
    },
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Email, Employee, EmployeeId, ObjectId, Owner, Status};
use rusqlite::Connection;
use std::collections::HashSet;

/// What an admin decided about one person.
#[derive(Clone, Debug, Default)]
pub struct PersonEdit {
    /// The record as it was seen and as it is to be; both of one id.
    pub record: Option<(Employee, Employee)>,
    pub decisions: Vec<DecisionEdit>,
}

/// A decision for one connection; `None` gives the person back to its rules.
#[derive(Clone, Debug)]
pub struct DecisionEdit {
    pub connection: ConnectionId,
    pub object: ObjectId,
    pub set: Option<Override>,
}

impl Store {
    /// # Errors
    /// `Outdated` when the record is no longer as it was seen, `AddressTaken` when somebody else in
    /// the list has its new address, `AlreadyListed` when somebody else stands for the same account.
    pub fn edit_person(&self, edit: &PersonEdit, now: DateTime<Utc>) -> Result<()> {
        self.edit_people(std::slice::from_ref(edit), now)
    }

    /// The same for several people: every edit or none.
    pub fn edit_people(&self, edits: &[PersonEdit], now: DateTime<Utc>) -> Result<()> {
        self.write(|tx| {
            edits.iter().try_for_each(|edit| edit_one(tx, edit, now))?;
            revision::grow(tx)
        })
    }

    /// Adds people in their order; their ids are given here.
    ///
    /// # Errors
    /// `AddressTaken` with the position of the first whose address somebody has already, be it in
    /// the list or among those before; nobody is added then.
    pub fn add_people(&self, people: &[Employee], now: DateTime<Utc>) -> Result<Vec<EmployeeId>> {
        self.write(|tx| {
            refuse_taken_addresses(tx, people.iter())?;
            let mut writer = EmployeeWriter::new(tx, now)?;
            let ids = people.iter().map(|person| writer.insert(person)).collect::<Result<Vec<_>>>()?;
            revision::grow(tx)?;
            Ok(ids)
        })
    }
}

fn edit_one(db: &Connection, edit: &PersonEdit, now: DateTime<Utc>) -> Result<()> {
    if let Some((seen, after)) = &edit.record {
        write_record(db, seen, after, now)?;
    }
    edit.decisions.iter().try_for_each(|decision| decide(db, decision))
}

fn write_record(db: &Connection, seen: &Employee, after: &Employee, now: DateTime<Utc>) -> Result<()> {
    if employees::get(db, seen.id)?.as_ref() != Some(seen) {
        return Err(StoreError::Outdated);
    }
    if let (true, Owner::Connection(owner)) = (after.owner != seen.owner, after.owner)
        && connections::get(db, owner)?.is_none()
    {
        return Err(StoreError::Outdated); // whoever owned them was disconnected meanwhile
    }
    if after.status != Status::Archived {
        refuse_double(db, after)?;
        if seen.record.email != after.record.email {
            let others = others_addresses(db, after.id)?;
            refuse(&others, &after.record.email, 0)?;
        }
    }
    if let (true, Owner::Connection(connection)) = (given_back(seen, after), seen.owner) {
        in_force::forget(db, connection)?;
    }
    EmployeeWriter::new(db, now)?.update(seen, after)
}

/// Whether sync manages again what it left alone: what stands there was typed, or made long ago.
fn given_back(seen: &Employee, after: &Employee) -> bool {
    let mut unpinned = seen.pinned.difference(&after.pinned);
    unpinned.next().is_some()
        || seen.department_by_hand && !after.department_by_hand
        || seen.status != Status::Active && after.status == Status::Active
}

fn decide(db: &Connection, edit: &DecisionEdit) -> Result<()> {
    match &edit.set {
        Some(set) => overrides::put(db, edit.connection, set),
        None => overrides::remove(db, edit.connection, &edit.object).map(drop),
    }
}

/// One account, one record in the list.
fn refuse_double(db: &Connection, employee: &Employee) -> Result<()> {
    let Some(identity) = &employee.identity else { return Ok(()) };
    let mut others = db.prepare_cached(
        "SELECT 1 FROM employee WHERE tenant_id = ?1 AND object_id = ?2 AND status <> 'archived' AND id <> ?3",
    )?;
    let own = (identity.tenant.as_str(), identity.object.as_str(), employee.id.0);
    if others.exists(own)? { Err(StoreError::AlreadyListed) } else { Ok(()) }
}

/// Also among themselves.
pub(crate) fn refuse_taken_addresses<'a>(
    db: &Connection,
    people: impl Iterator<Item = &'a Employee>,
) -> Result<()> {
    let mut taken = others_addresses(db, EmployeeId(0))?;
    for (position, person) in people.enumerate() {
        refuse(&taken, &person.record.email, position)?;
        taken.extend(addresses(person));
    }
    Ok(())
}

fn refuse(taken: &HashSet<String>, email: &Email, position: usize) -> Result<()> {
    if taken.contains(email.key()) { Err(StoreError::AddressTaken { position }) } else { Ok(()) }
}

/// Every address of everybody in the list but one person, aliases included.
fn others_addresses(db: &Connection, but: EmployeeId) -> Result<HashSet<String>> {
    let everybody = employees::all(db)?;
    let listed = everybody.iter().filter(|other| other.status != Status::Archived && other.id != but);
    Ok(listed.flat_map(addresses).collect())
}

fn addresses(person: &Employee) -> impl Iterator<Item = String> {
    let record = &person.record;
    std::iter::once(&record.email).chain(&record.aliases).map(|email| email.key().to_owned())
}
