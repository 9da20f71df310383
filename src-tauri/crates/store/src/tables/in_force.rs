//! Column `in_force` of table `connection`: the configuration that the records of its people were made by. What
//! somebody's record says of an attribute can only be told by the mapping of that time.

use crate::error::{Result, StoreError};
use rollcall_people::ConnectionId;
use rollcall_plan::{Config, Leavers};
use rusqlite::{Connection, OptionalExtension, params};

/// After a run was applied. Whoever it left as they are keeps what an earlier configuration made; it may stand
/// beside the new one only where both make the same. `left_out`: somebody was passed over.
pub(crate) fn note(db: &Connection, connection: ConnectionId, left_out: bool) -> Result<()> {
    let mut query = db.prepare_cached("SELECT config, in_force FROM connection WHERE id = ?1")?;
    let row = query.query_row([connection.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (config, before): (String, Option<String>) = row.ok_or(StoreError::UnknownConnection(connection))?;
    if before.as_ref() == Some(&config) {
        return Ok(());
    }
    let Ok(now) = Config::from_json(&config) else { return forget(db, connection) };
    let before = before.and_then(|before| Config::from_json(&before).ok());
    let same = before.is_some_and(|before| before.makes_the_same(&now));
    let everybody = || Ok::<_, StoreError>(!left_out && !left_behind(db, connection, &now)?);
    if same || everybody()? { set(db, connection, Some(&config)) } else { forget(db, connection) }
}

/// After records became what they were at another time.
pub(crate) fn forget(db: &Connection, connection: ConnectionId) -> Result<()> {
    set(db, connection, None)
}

fn set(db: &Connection, connection: ConnectionId, config: Option<&str>) -> Result<()> {
    let mut update = db.prepare_cached("UPDATE connection SET in_force = ?2 WHERE id = ?1")?;
    update.execute(params![connection.0, config])?;
    Ok(())
}

/// Whether there are people whom runs leave alone: paused, archived by hand, or kept although they are gone.
/// Naming both states lets an index find them, instead of a look at everybody.
fn left_behind(db: &Connection, connection: ConnectionId, now: &Config) -> Result<bool> {
    let mut resting = db.prepare_cached(
        "SELECT 1 FROM employee
         WHERE owner = ?1 AND status IN ('paused', 'archived') AND (status = 'paused' OR archived_by_hand) LIMIT 1",
    )?;
    let mut kept = db.prepare_cached(
        "SELECT 1 FROM employee WHERE owner = ?1 AND status = 'active' AND object_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM directory_object o WHERE o.object_id = employee.object_id
             AND o.kind = 'user' AND o.generation =
               (SELECT generation FROM directory WHERE connection = ?1 AND current = 1)) LIMIT 1",
    )?;
    let keeps = now.policies.leavers == Leavers::Keep;
    Ok(resting.exists([connection.0])? || keeps && kept.exists([connection.0])?)
}
