//! Tables `directory*`, writing: a read is staged page by page and becomes the directory at once.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        directories,
        directories::DirectoryInfo,
        incoming::{self, Incoming},
        keys::Keys,
    },
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Group, ObjectId, Part, PartState, Person};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, PoisonError};

/// Rows dropped per transaction, so that other writers get their turn.
const DROPPED_AT_ONCE: usize = 20_000;

/// A read under way. Dropping it without [`StagedRead::finish`] abandons it: the directory stays
/// what it was.
#[derive(Debug)]
pub struct StagedRead {
    store: Store,
    connection: ConnectionId,
    generation: i64,
    incoming: Mutex<Incoming>,
    finished: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadMode {
    Full,
    Delta,
}

/// What a read says about itself at its end.
#[derive(Clone, Debug)]
pub struct ReadMeta {
    pub read_at: DateTime<Utc>,
    pub mode: ReadMode,
    /// The tenant's verified domains; also become the connection's.
    pub verified_domains: Vec<String>,
    /// JSON: where the next delta read goes on.
    pub links: Option<String>,
}

impl Store {
    /// Starts a read of `connection`; what an earlier one left behind is dropped, and an earlier one
    /// that still runs gets `Outdated` from now on.
    ///
    /// # Errors
    /// `UnknownConnection`.
    pub fn begin_read(&self, connection: ConnectionId, now: DateTime<Utc>) -> Result<StagedRead> {
        let generation = self.begin_staging(connection, now)?;
        let incoming = Mutex::default();
        Ok(StagedRead { store: self.clone(), connection, generation, incoming, finished: false })
    }

    /// The number that what a read finds is filed under until it counts.
    pub(crate) fn begin_staging(&self, connection: ConnectionId, now: DateTime<Utc>) -> Result<i64> {
        for generation in self.read(|db| staged(db, connection))? {
            self.discard(generation)?;
        }
        self.write(|tx| {
            let started = params![connection.0, values::time(now)];
            match tx.execute(
                "INSERT INTO directory (connection, started_at) SELECT id, ?2 FROM connection WHERE id = ?1",
                started,
            )? {
                0 => Err(StoreError::UnknownConnection(connection)),
                _ => Ok(tx.last_insert_rowid()),
            }
        })
    }

    /// Drops a generation: its rows in portions, what is left and its head in one go, so that nothing
    /// is added in between.
    pub(crate) fn discard(&self, generation: i64) -> Result<()> {
        let portion = || self.write(|tx| drop_rows(tx, generation, DROPPED_AT_ONCE));
        while portion()? >= DROPPED_AT_ONCE {}
        self.write(|tx| drop_whole(tx, generation))
    }
}

impl StagedRead {
    /// A page of users. A user that comes again replaces the earlier one.
    ///
    /// # Errors
    /// `Outdated` when another read of the connection has begun; `Full`, `Busy`, also for earlier pages.
    pub fn users(&self, page: &[Person]) -> Result<()> {
        self.store.read(|db| as_latest(db, self.generation, |_| Ok(())))?;
        self.take(|incoming| page.iter().try_for_each(|user| incoming.user(user)))
    }

    /// A page of groups. A group that comes again replaces the earlier one; its members stay.
    pub fn groups(&self, page: &[Group]) -> Result<()> {
        self.take(|incoming| page.iter().try_for_each(|group| incoming.group(group)))
    }

    /// Some direct members of a group, of any type and in any order; repeated ones count once.
    pub fn members(&self, group: &ObjectId, page: &[ObjectId]) -> Result<()> {
        self.take(|incoming| {
            incoming.members(group, page);
            Ok(())
        })
    }

    /// Notes that a part was not read to its end.
    pub fn part(&self, part: &Part, state: PartState) -> Result<()> {
        let state = values::word(&state)?;
        self.take(|incoming| {
            incoming.part(part, Some(state));
            Ok(())
        })
    }

    /// Notes that a part was read to its end, unless it is known that something of it is missing.
    pub fn complete(&self, part: &Part) -> Result<()> {
        self.take(|incoming| {
            incoming.part(part, None);
            Ok(())
        })
    }

    /// Makes this read the directory, in one transaction; the former directory is dropped.
    pub fn finish(mut self, meta: &ReadMeta) -> Result<DirectoryInfo> {
        let former = self.store.read(|db| directories::current(db, self.connection))?;
        let others = self.settle()?;
        let info = self.page(|db| self.swap(db, others, meta))?;
        self.finished = true;
        if let Some(former) = former
            && let Err(error) = self.store.discard(former.rows)
        {
            tracing::warn!(%error, "the former directory could not be dropped; the next read tries again");
        }
        Ok(info)
    }

    /// Rows wait in memory until a transaction is worth it.
    fn take(&self, rows: impl FnOnce(&mut Incoming) -> Result<()>) -> Result<()> {
        let mut incoming = self.incoming.lock().unwrap_or_else(PoisonError::into_inner);
        rows(&mut incoming)?;
        if incoming.is_enough() { self.page(|db| incoming.write(db, self.generation)) } else { Ok(()) }
    }

    /// Writes what still waits, and finds the rows of all members; how many of them are neither users nor
    /// groups.
    fn settle(&self) -> Result<usize> {
        let mut incoming = self.incoming.lock().unwrap_or_else(PoisonError::into_inner);
        self.page(|db| incoming.write(db, self.generation))?;
        if !self.store.read(|db| incoming::any(db, self.generation))? {
            return Ok(0);
        }
        let mut keys = self.store.read(|db| Keys::load(db, self.generation))?;
        let mut done = Some(0);
        while let Some(after) = done {
            done = self.page(|db| incoming::settle(db, self.generation, &mut keys, after))?;
        }
        self.page(|db| incoming::drop_all(db, self.generation))?;
        Ok(keys.made())
    }

    fn swap(&self, db: &Connection, others: usize, meta: &ReadMeta) -> Result<DirectoryInfo> {
        db.execute(
            "UPDATE directory SET current = 0 WHERE connection = ?1 AND current = 1",
            [self.connection.0],
        )?;
        // Both counts come from indexes alone: the rows are all over the file.
        let count = |more: &str| {
            let sql = format!("SELECT count(*) FROM directory_object WHERE generation = ?1 {more}");
            db.query_row(&sql, [self.generation], |row| row.get::<_, usize>(0))
        };
        let groups = count("AND kind = 'group'")?;
        let users = count("")? - groups - others;
        db.execute(
            "UPDATE directory SET current = 1, edition = ?1, read_at = ?2, mode = ?3, verified_domains = ?4, links = ?5,
               user_count = ?6, group_count = ?7
             WHERE generation = ?1",
            params![
                self.generation,
                values::time(meta.read_at),
                values::word(&meta.mode)?,
                values::json(&meta.verified_domains)?,
                meta.links,
                users,
                groups
            ],
        )?;
        save_domains(db, self.connection, meta)?;
        directories::current(db, self.connection)?.ok_or(StoreError::UnknownConnection(self.connection))
    }

    /// A short transaction, as long as this read is still the latest one.
    fn page<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.store.write(|tx| as_latest(tx, self.generation, work))
    }
}

/// Works as long as the read of this number is still the latest one.
pub(crate) fn as_latest<T>(
    db: &Connection,
    generation: i64,
    work: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    let mut own = db.prepare_cached("SELECT 1 FROM directory WHERE generation = ?1 AND current = 0")?;
    if own.exists([generation])? { work(db) } else { Err(StoreError::Outdated) }
}

pub(crate) fn save_domains(db: &Connection, connection: ConnectionId, meta: &ReadMeta) -> Result<()> {
    db.execute(
        "UPDATE connection SET verified_domains = ?2 WHERE id = ?1",
        params![connection.0, values::json(&meta.verified_domains)?],
    )?;
    Ok(())
}

impl Drop for StagedRead {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = self.store.discard(self.generation)
        {
            tracing::warn!(%error, "an abandoned read could not be dropped; the next read tries again");
        }
    }
}

fn staged(db: &Connection, connection: ConnectionId) -> Result<Vec<i64>> {
    let mut query =
        db.prepare_cached("SELECT generation FROM directory WHERE connection = ?1 AND current = 0")?;
    let generations = query.query_map([connection.0], |row| row.get(0))?;
    Ok(generations.collect::<rusqlite::Result<_>>()?)
}

/// At most `most` rows of each table; says how many of the fullest one.
fn drop_rows(db: &Connection, generation: i64, most: usize) -> Result<usize> {
    let portion = params![generation, most];
    let objects = db.execute(
        "DELETE FROM directory_object WHERE key IN
           (SELECT key FROM directory_object WHERE generation = ?1 LIMIT ?2)",
        portion,
    )?;
    let members = db.execute(
        "DELETE FROM directory_member WHERE (generation, group_key, member_key) IN
           (SELECT generation, group_key, member_key FROM directory_member WHERE generation = ?1 LIMIT ?2)",
        portion,
    )?;
    Ok(objects.max(members))
}

/// Drops everything of a generation in this transaction.
pub(crate) fn drop_whole(db: &Connection, generation: i64) -> Result<()> {
    drop_rows(db, generation, i32::MAX as usize)?;
    incoming::drop_all(db, generation)?;
    db.execute("DELETE FROM directory_part WHERE generation = ?1", [generation])?;
    db.execute("DELETE FROM directory_member_change WHERE generation = ?1", [generation])?;
    db.execute("DELETE FROM directory WHERE generation = ?1", [generation])?;
    Ok(())
}
