//! Taking a connection away, and what becomes of its people.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{connections, revision, staging},
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::ConnectionId;
use rusqlite::{Connection, params};

/// What becomes of the people of a connection. Archived people go the same way, except that
/// `Archive` leaves them archived as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleGo {
    /// They become local and stay linkable by tenant and object id.
    Keep,
    /// The same, and into the archive; reconnecting brings them back.
    Archive,
    /// Their records are deleted; the history keeps what runs did.
    Delete,
}

impl Store {
    /// Removes a connection, its directory, configuration and overrides, all in one transaction.
    /// Its runs stay in the history under its name. Says how many active and paused people it had.
    ///
    /// # Errors
    /// `UnknownConnection`.
    pub fn disconnect(&self, id: ConnectionId, people: PeopleGo, now: DateTime<Utc>) -> Result<usize> {
        self.write(|tx| {
            connections::get(tx, id)?.ok_or(StoreError::UnknownConnection(id))?;
            let affected = people_of(tx, id)?;
            release(tx, id, people, now)?;
            for generation in generations(tx, id)? {
                staging::drop_whole(tx, generation)?;
            }
            tx.execute("DELETE FROM connection WHERE id = ?1", [id.0])?; // overrides go, runs stay
            revision::grow(tx)?;
            Ok(affected)
        })
    }
}

fn people_of(db: &Connection, id: ConnectionId) -> Result<usize> {
    let sql = "SELECT count(*) FROM employee WHERE owner = ?1 AND status <> 'archived'";
    Ok(db.query_row(sql, [id.0], |row| row.get(0))?)
}

fn release(db: &Connection, id: ConnectionId, people: PeopleGo, now: DateTime<Utc>) -> Result<()> {
    match people {
        PeopleGo::Keep => db.execute("UPDATE employee SET owner = NULL WHERE owner = ?1", [id.0])?,
        PeopleGo::Archive => db.execute(
            "UPDATE employee SET owner = NULL, status = 'archived', archived_at = coalesce(archived_at, ?2)
             WHERE owner = ?1",
            params![id.0, values::time(now)],
        )?,
        PeopleGo::Delete => db.execute("DELETE FROM employee WHERE owner = ?1", [id.0])?,
    };
    Ok(())
}

fn generations(db: &Connection, id: ConnectionId) -> Result<Vec<i64>> {
    let mut query = db.prepare_cached("SELECT generation FROM directory WHERE connection = ?1")?;
    let generations = query.query_map([id.0], |row| row.get(0))?;
    Ok(generations.collect::<rusqlite::Result<_>>()?)
}
