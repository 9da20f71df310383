//! Tables `directory*`, writing: a read is staged page by page and becomes the directory at once.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        directories,
        directories::DirectoryInfo,
        gone,
        incoming::{self, Incoming},
        keys::Keys,
    },
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Group, ObjectId, Part, PartState, Person};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::ops::Range;
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

    /// The users that a read under way has put down so far, to be counted and for nothing else; `None` once it
    /// became the directory or was given up.
    pub fn staged_users(&self, generation: i64) -> Result<Option<Vec<Person>>> {
        self.read(|db| match as_latest(db, generation, |db| directories::users(db, generation)) {
            Err(StoreError::Outdated) => Ok(None),
            users => users.map(Some),
        })
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
        self.discard_by(generation, DROPPED_AT_ONCE)
    }

    fn discard_by(&self, generation: i64, at_once: usize) -> Result<()> {
        if let Some((first, last)) = self.read(|db| keys(db, generation))? {
            for from in (first..=last).step_by(at_once) {
                let to = from.saturating_add(at_once as i64);
                self.write(|tx| drop_objects(tx, generation, from..to))?;
            }
        }
        while self.write(|tx| drop_members(tx, generation, at_once))? {}
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

    /// Writes what still waits in memory; says the number by which [`Store::staged_users`] finds it.
    pub fn put_down(&self) -> Result<i64> {
        let mut incoming = self.incoming.lock().unwrap_or_else(PoisonError::into_inner);
        self.page(|db| incoming.write(db, self.generation))?;
        Ok(self.generation)
    }

    /// Makes this read the directory, in one transaction; the former directory is dropped. A stop in between
    /// leaves the rest of it to the next read.
    pub fn finish(mut self, meta: &ReadMeta) -> Result<DirectoryInfo> {
        let former = self.store.read(|db| directories::current(db, self.connection))?;
        let others = self.settle()?;
        let info = self.page(|db| self.swap(db, others, meta))?;
        self.finished = true;
        match former.map(|former| self.store.discard(former.rows)) {
            None | Some(Ok(()) | Err(StoreError::Stopped)) => {}
            Some(Err(error)) => {
                tracing::warn!(%error, "the former directory could not be dropped; the next read tries again");
            }
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
        let info = directories::current(db, self.connection)?;
        let info = info.ok_or(StoreError::UnknownConnection(self.connection))?;
        gone::note(db, self.connection, &info)?;
        Ok(info)
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
            && let Err(error) = self.store.tidying().discard(self.generation)
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

/// The first and the last key; the index of ids alone answers this.
fn keys(db: &Connection, generation: i64) -> Result<Option<(i64, i64)>> {
    let sql = "SELECT min(key), max(key) FROM directory_object WHERE generation = ?1";
    let (first, last): (Option<i64>, Option<i64>) =
        db.query_row(sql, [generation], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(first.zip(last))
}

/// In the order in which rows lie in the file: by id, every portion would touch all of it.
fn drop_objects(db: &Connection, generation: i64, keys: Range<i64>) -> Result<()> {
    let mut drop = db.prepare_cached(
        "DELETE FROM directory_object NOT INDEXED WHERE key >= ?2 AND key < ?3 AND generation = ?1",
    )?;
    drop.execute([generation, keys.start, keys.end])?;
    Ok(())
}

/// Whole groups with about so many members together; whether there may be more.
fn drop_members(db: &Connection, generation: i64, most: usize) -> Result<bool> {
    let mut bound = db.prepare_cached(
        "SELECT group_key FROM directory_member WHERE generation = ?1 ORDER BY group_key, member_key
         LIMIT 1 OFFSET ?2",
    )?;
    let bound: Option<i64> = bound.query_row(params![generation, most], |row| row.get(0)).optional()?;
    let mut drop =
        db.prepare_cached("DELETE FROM directory_member WHERE generation = ?1 AND group_key <= ?2")?;
    drop.execute([generation, bound.unwrap_or(i64::MAX)])?;
    Ok(bound.is_some())
}

/// Drops everything of a generation in this transaction.
pub(crate) fn drop_whole(db: &Connection, generation: i64) -> Result<()> {
    for table in ["directory_object", "directory_member", "directory_part", "directory_member_change"] {
        db.execute(&format!("DELETE FROM {table} WHERE generation = ?1"), [generation])?;
    }
    incoming::drop_all(db, generation)?;
    db.execute("DELETE FROM directory WHERE generation = ?1", [generation])?;
    Ok(())
}

#[cfg(test)]
mod tests {

    use crate::support::{fixture, now, object, people, read};

    #[test]
    fn a_generation_is_dropped_portion_by_portion_and_no_other() {
        for at_once in [1, 3, 100] {
            let f = fixture();
            read(&f.store, f.connection, &people(5, "kept"));
            let directory = f.directory();
            let staged = f.store.begin_read(f.connection, now()).unwrap();
            staged.users(&people(20, "dropped")).unwrap();
            for group in 0..4 {
                staged.members(&object(100 + group), &[object(1), object(2), object(3)]).unwrap();
            }
            staged.settle().unwrap();
            f.store.discard_by(staged.generation, at_once).unwrap();
            let left = |table: &str| -> i64 {
                let sql = format!("SELECT count(*) FROM {table} WHERE generation = ?1");
                f.store.read(|db| Ok(db.query_row(&sql, [staged.generation], |row| row.get(0))?)).unwrap()
            };
            let tables = ["directory", "directory_object", "directory_member"];
            assert_eq!(tables.map(left), [0; 3], "nothing of it is left, {at_once} at once");
            assert_eq!(f.directory(), directory, "the directory stays");
        }
    }
}
