//! The handle: one connection that writes, some that read.

use crate::{
    error::{Result, StoreError},
    file,
    stop::{self, Stop},
};
use parking_lot::Mutex;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    convert::Infallible,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Readers kept open for the next call; more are opened when more calls run at once.
const READERS_KEPT: usize = 4;

/// A database, shared by cloning. Reads never wait for a write, and writes wait for one another.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
    stop: Option<Stop>,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Store {
    /// Opens the database at `path`, makes it (and its directory) if it is not there, and brings it
    /// to the version this program knows.
    ///
    /// # Errors
    /// `Unusable`, `Newer`, `Corrupt` (all of these leave the file as it is), `Full`, `Busy`.
    pub fn open(path: &Path) -> Result<Self> {
        let dir = file::prepare_directory(path)?;
        file::create_if_absent(&dir, path)?;
        let writer = Mutex::new(file::open_writer(path)?);
        let inner = Inner { path: path.to_owned(), writer, readers: Mutex::default() };
        Ok(Self { inner: Arc::new(inner), stop: None })
    }

    /// The same database for work that may be called off: as soon as `stopped` says so, any call ends with
    /// `Stopped`, and of its transaction nothing is left. What was committed before stays.
    #[must_use]
    pub fn stoppable(&self, stopped: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { stop: Some(Stop::when(stopped)), ..self.clone() }
    }

    /// For what has to be put in order also after a stop, as far as no other process is in the way.
    pub(crate) fn tidying(&self) -> Self {
        Self { stop: self.stop.clone().map(Stop::of_waits), ..self.clone() }
    }

    /// Checks the whole file for damage; takes about a second per gigabyte.
    pub fn check(&self) -> Result<()> {
        self.read(file::check)
    }

    /// Rewrites the file without what was deleted, and empties the write-ahead log.
    ///
    /// # Errors
    /// `Busy` when another process reads for longer than the store waits, `Full`.
    pub(crate) fn compact(&self) -> Result<()> {
        self.inner.readers.lock().clear();
        Self { stop: None, ..self.clone() }.with_writer(|db| {
            db.execute_batch("VACUUM")?;
            let busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if busy { Err(StoreError::Busy) } else { Ok(()) }
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.inner.path
    }

    /// The connection that writes, outside of a transaction.
    pub(crate) fn with_writer<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let stop = self.stop.as_ref();
        let mut db = stop::lock(&self.inner.writer, stop)?;
        stop::heed(&mut db, stop, work)
    }

    /// One transaction that takes the write lock at once; an error undoes all of it.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let done = self.write_with(|transaction| work(transaction).map(Ok::<_, Infallible>))?;
        done.map_err(|never| match never {})
    }

    /// The same for work that can also fail for the caller's reasons: neither is anything of it stored then.
    pub(crate) fn write_with<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<std::result::Result<T, E>>,
    ) -> Result<std::result::Result<T, E>> {
        self.with_writer(|db| {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            if value.is_ok() {
                transaction.commit()?;
            }
            Ok(value)
        })
    }

    /// The same, rolled back whatever comes of it: to know what a change would do.
    pub(crate) fn try_out<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.with_writer(|db| work(&db.transaction_with_behavior(TransactionBehavior::Immediate)?))
    }

    /// A number that moves with every commit of another process (or handle), and with none of this one.
    /// `None` while this one writes. Looks into memory that the processes share, not into the file.
    pub fn others_version(&self) -> Result<Option<i64>> {
        let Some(db) = self.inner.writer.try_lock() else { return Ok(None) };
        Ok(Some(db.query_row("PRAGMA data_version", [], |row| row.get(0))?))
    }

    /// Everything `work` reads is of one moment.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let kept = self.inner.readers.lock().pop();
        let mut db = match kept {
            Some(db) => db,
            None => file::open_reader(&self.inner.path)?,
        };
        let value = stop::heed(&mut db, self.stop.as_ref(), |db| work(&*db.transaction()?))?;
        let mut readers = self.inner.readers.lock();
        if readers.len() < READERS_KEPT {
            readers.push(db);
        }
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{adds, apply, fixture, meta, now, people, plan, read};

    /// Lets the database grow by `pages` more pages only, as a disk that is almost full would.
    fn leave_room(store: &Store, pages: i64) {
        let limit = |tx: &Transaction<'_>| {
            let now: i64 = tx.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            tx.query_row(&format!("PRAGMA max_page_count = {}", now + pages), [], |_| Ok(()))?;
            Ok(())
        };
        store.write(limit).unwrap();
    }

    #[test]
    fn a_full_disk_undoes_the_run_and_later_it_works() {
        let f = fixture();
        f.sync(adds(5, "Clerk"));
        read(&f.store, f.connection, &people(500, "any"));
        let changes = plan((5..500).map(|n| crate::support::add(n, "Clerk")).collect());
        for pages in [0, 1, 2, 5, 10, 20] {
            leave_room(&f.store, pages);
            let full = apply(&f.store, f.connection, &changes);
            assert!(matches!(full, Err(StoreError::Full)), "{pages} pages are not enough: {full:?}");
            assert_eq!(f.store.employees().unwrap().len(), 5, "nothing of the run is left");
            assert_eq!(f.store.runs(9, None).unwrap().len(), 1, "not even its record");
        }
        leave_room(&f.store, 100_000);
        apply(&f.store, f.connection, &changes).unwrap();
        assert_eq!(f.store.employees().unwrap().len(), 500, "with room again, the same plan applies");
    }

    #[test]
    fn a_full_disk_leaves_the_directory_as_it_was() {
        let f = fixture();
        read(&f.store, f.connection, &people(5, "before"));
        leave_room(&f.store, 8);
        let staged = f.store.begin_read(f.connection, now()).unwrap();
        let taken = people(5000, "after").chunks(999).try_for_each(|page| staged.users(page));
        let full = taken.and_then(|()| staged.finish(&meta()));
        assert!(matches!(full, Err(StoreError::Full)), "there is no room for 5000: {full:?}");
        assert_eq!(f.directory().unwrap().users, people(5, "before"), "the last good read stays");
        let next = f.store.begin_read(f.connection, now()).unwrap();
        next.users(&people(6, "small")).unwrap();
        assert_eq!(next.finish(&meta()).unwrap().users, 6, "the failed read gave its room back");
    }

    #[test]
    fn writes_are_guarded_as_promised() {
        let f = fixture();
        let pragma = |name: &str| {
            f.store
                .write(|tx| Ok(tx.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))?))
                .unwrap()
        };
        assert_eq!(pragma("foreign_keys"), 1, "references hold");
        assert!(pragma("synchronous") >= 1, "NORMAL at least: no power cut corrupts the file");
    }
}
