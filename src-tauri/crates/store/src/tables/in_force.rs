//! Columns `in_force` and `compared_at` of table `connection`: the configuration that the records of its people were
//! made by, and when what they say was last compared with Microsoft 365 for all of them. What somebody's record says
//! of an attribute can only be told by the mapping of that time.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::runs::RunId,
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::ConnectionId;
use rollcall_plan::{Config, Leavers};
use rusqlite::{Connection, OptionalExtension, params};

/// After a run was applied. Whoever it left as they are keeps what an earlier configuration made; it may stand
/// beside the new one only where both make the same. `complete`: nobody was kept for want of knowing who is there.
pub(crate) fn note(db: &Connection, connection: ConnectionId, run: RunId, complete: bool) -> Result<()> {
    let mut query = db.prepare_cached("SELECT config, in_force FROM connection WHERE id = ?1")?;
    let row = query.query_row([connection.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (config, before): (String, Option<String>) = row.ok_or(StoreError::UnknownConnection(connection))?;
    if before.as_ref() == Some(&config) {
        return Ok(());
    }
    let Ok(now) = Config::from_json(&config) else { return forget(db, connection) };
    let before = before.and_then(|before| Config::from_json(&before).ok());
    let same = before.is_some_and(|before| before.makes_the_same(&now));
    let everybody = || Ok::<_, StoreError>(complete && !left_behind(db, connection, run, &now)?);
    if same || everybody()? { set(db, connection, Some(&config)) } else { forget(db, connection) }
}

impl Store {
    /// After a run that found nothing to change, and everybody's record as it was read at this time. Nothing is
    /// noted where it is not known what made the records, or another configuration than now's did: the time before
    /// stands, which is true as well.
    pub fn note_compared(&self, connection: ConnectionId, read_at: DateTime<Utc>) -> Result<()> {
        self.write(|tx| {
            let sql = "UPDATE connection SET compared_at = ?2 WHERE id = ?1 AND in_force = config";
            tx.execute(sql, params![connection.0, values::time(read_at)])?;
            Ok(())
        })
    }
}

/// After a run was applied: when everybody's record was what was read, or not at all where it left somebody other.
pub(crate) fn compared(db: &Connection, connection: ConnectionId, at: Option<DateTime<Utc>>) -> Result<()> {
    let sql = "UPDATE connection SET compared_at = iif(in_force = config, ?2, NULL) WHERE id = ?1";
    db.execute(sql, params![connection.0, at.map(values::time)])?;
    Ok(())
}

/// After records became what they were at another time.
pub(crate) fn forget(db: &Connection, connection: ConnectionId) -> Result<()> {
    set(db, connection, None)?;
    db.execute("UPDATE connection SET compared_at = NULL WHERE id = ?1", [connection.0])?;
    Ok(())
}

fn set(db: &Connection, connection: ConnectionId, config: Option<&str>) -> Result<()> {
    let mut update = db.prepare_cached("UPDATE connection SET in_force = ?2 WHERE id = ?1")?;
    update.execute(params![connection.0, config])?;
    Ok(())
}

/// Whether there are people in the list whom the run left alone although they may yet leave: passed over, or kept
/// although they are gone. Whoever is paused or in the archive cannot leave, and is of another time when they come back.
fn left_behind(db: &Connection, connection: ConnectionId, run: RunId, now: &Config) -> Result<bool> {
    let mut passed_over = db.prepare_cached(
        "SELECT 1 FROM passed_over p JOIN employee e ON e.object_id = p.object_id AND e.tenant_id = p.tenant_id
         WHERE p.run = ?2 AND e.owner = ?1 AND e.status <> 'archived' AND e.object_id IS NOT NULL LIMIT 1",
    )?;
    let mut kept = db.prepare_cached(
        "SELECT 1 FROM employee WHERE owner = ?1 AND status = 'active' AND object_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM directory_object o WHERE o.object_id = employee.object_id
             AND o.kind = 'user' AND o.generation =
               (SELECT generation FROM directory WHERE connection = ?1 AND current = 1)) LIMIT 1",
    )?;
    let keeps = now.policies.leavers == Leavers::Keep;
    Ok(passed_over.exists([connection.0, run.0])? || keeps && kept.exists([connection.0])?)
}
