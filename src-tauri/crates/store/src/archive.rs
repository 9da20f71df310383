//! The archive's end: who has been in it for long enough is erased.

use crate::{
    Store,
    erase::{self, Erasure},
    error::Result,
    tables::{
        employees,
        overrides::{self, Decision, Override},
        revision,
    },
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Employee, EmployeeId, Identity};
use rusqlite::{Connection, params};

impl Store {
    /// How many people have been in the archive since `cutoff` or longer.
    pub fn archived_before(&self, cutoff: DateTime<Utc>) -> Result<usize> {
        self.read(|db| Ok(expired(db, cutoff)?.len()))
    }

    /// Erases them as [`Store::erase`] does, all of them or nobody, and says how many they were. Whoever is
    /// still in Microsoft 365 keeps the entry there; if they were archived by hand they are never imported
    /// from then on, so that they do not come back.
    ///
    /// # Errors
    /// Those of [`Store::erase`].
    pub fn erase_archived(&self, cutoff: DateTime<Utc>, now: DateTime<Utc>) -> Result<usize> {
        let erased = self.write(|tx| {
            let gone = expired(tx, cutoff)?;
            gone.iter().try_for_each(|employee| erase_one(tx, employee, now))?;
            if !gone.is_empty() {
                revision::grow(tx)?;
            }
            Ok(gone.len())
        })?;
        if erased > 0 {
            self.forget_files()?;
        }
        Ok(erased)
    }
}

fn expired(db: &Connection, cutoff: DateTime<Utc>) -> Result<Vec<Employee>> {
    let mut query = db.prepare_cached(
        "SELECT id FROM employee WHERE status = 'archived' AND archived_at <= ?1 ORDER BY id",
    )?;
    let ids = query.query_map([values::time(cutoff)], |row| Ok(EmployeeId(row.get(0)?)))?;
    let ids: Vec<EmployeeId> = ids.collect::<rusqlite::Result<_>>()?;
    let mut found = employees::by_id(db, &ids)?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn erase_one(db: &Connection, employee: &Employee, now: DateTime<Utc>) -> Result<()> {
    let there = match &employee.identity {
        Some(identity) => still_there(db, identity)?,
        None => Vec::new(),
    };
    let known = !there.is_empty() || listed_again(db, employee)?;
    if let (true, Some(identity)) = (employee.archived_by_hand, &employee.identity) {
        there.iter().try_for_each(|connection| never_again(db, *connection, identity, now))?;
    }
    match known {
        true => erase::forget(db, &Erasure { employee: Some(employee.id), ..Erasure::default() }),
        false => erase::forget(db, &Erasure::of(employee)),
    }
}

/// The connections whose directory has the account.
fn still_there(db: &Connection, identity: &Identity) -> Result<Vec<ConnectionId>> {
    let mut query = db.prepare_cached(
        "SELECT connection.id FROM connection JOIN directory ON directory.connection = connection.id AND current = 1
         JOIN directory_object object ON object.generation = directory.generation
         WHERE tenant_id = ?1 AND object_id = ?2 AND object.kind = 'user'",
    )?;
    let account = params![identity.tenant.as_str(), identity.object.as_str()];
    let connections = query.query_map(account, |row| Ok(ConnectionId(row.get(0)?)))?;
    Ok(connections.collect::<rusqlite::Result<_>>()?)
}

/// Whether another record stands for the same account by now.
fn listed_again(db: &Connection, employee: &Employee) -> Result<bool> {
    let Some(identity) = &employee.identity else { return Ok(false) };
    let mut others = db.prepare_cached(
        "SELECT 1 FROM employee WHERE tenant_id = ?1 AND object_id = ?2 AND id <> ?3 AND status <> 'archived'",
    )?;
    Ok(others.exists(params![identity.tenant.as_str(), identity.object.as_str(), employee.id.0])?)
}

fn never_again(db: &Connection, connection: ConnectionId, who: &Identity, now: DateTime<Utc>) -> Result<()> {
    let object_id = who.object.clone();
    overrides::put(
        db,
        connection,
        &Override { object_id, decision: Decision::Never, note: None, set_at: now },
    )
}
