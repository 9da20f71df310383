//! Table `override`: people the admin always or never wants, whatever the rules say.

use crate::{Store, error::Result, tables::revision, values};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, ObjectId};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Always,
    Never,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    pub object_id: ObjectId,
    pub decision: Decision,
    pub note: Option<String>,
    pub set_at: DateTime<Utc>,
}

impl Store {
    /// Ordered by object id.
    pub fn overrides(&self, connection: ConnectionId) -> Result<Vec<Override>> {
        self.read(|db| of(db, connection))
    }

    /// Replaces what was decided about the person before.
    pub fn set_override(&self, connection: ConnectionId, set: &Override) -> Result<()> {
        self.write(|tx| {
            put(tx, connection, set)?;
            revision::grow(tx)
        })
    }

    /// Gives the person back to the rules.
    pub fn clear_override(&self, connection: ConnectionId, object: &ObjectId) -> Result<()> {
        self.write(|tx| if remove(tx, connection, object)? { revision::grow(tx) } else { Ok(()) })
    }
}

pub(crate) fn put(db: &Connection, connection: ConnectionId, set: &Override) -> Result<()> {
    let decision = values::word(&set.decision)?;
    db.execute(
        "REPLACE INTO override (connection, object_id, decision, note, set_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![connection.0, set.object_id.as_str(), decision, set.note, values::time(set.set_at)],
    )?;
    Ok(())
}

/// Whether there was one.
pub(crate) fn remove(db: &Connection, connection: ConnectionId, object: &ObjectId) -> Result<bool> {
    let one = params![connection.0, object.as_str()];
    Ok(db.execute("DELETE FROM override WHERE connection = ?1 AND object_id = ?2", one)? > 0)
}

/// Leaves a "Never import" in force.
pub(crate) fn remove_always(db: &Connection, connection: i64, object: &ObjectId) -> Result<()> {
    db.execute(
        "DELETE FROM override WHERE connection = ?1 AND object_id = ?2 AND decision = 'always'",
        params![connection, object.as_str()],
    )?;
    Ok(())
}

pub(crate) fn of(db: &Connection, connection: ConnectionId) -> Result<Vec<Override>> {
    let mut query = db.prepare_cached(
        "SELECT object_id, decision, note, set_at FROM override WHERE connection = ?1 ORDER BY object_id",
    )?;
    values::all(query.query([connection.0])?, |row| {
        Ok(Override {
            object_id: ObjectId::new(values::text(row, "object_id")?),
            decision: values::parse_word("decision", values::text(row, "decision")?)?,
            note: row.get("note")?,
            set_at: values::parse_time("set_at", values::text(row, "set_at")?)?,
        })
    })
}
