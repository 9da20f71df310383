//! The handle: one connection that writes, some that read.

use crate::{error::Result, file};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Readers kept open for the next call; more are opened when more calls run at once.
const READERS_KEPT: usize = 4;

/// A database, shared by cloning. Reads never wait for a write, and writes wait for one another.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
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
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Checks the whole file for damage; takes about a second per gigabyte.
    pub fn check(&self) -> Result<()> {
        self.read(file::check)
    }

    /// One transaction that takes the write lock at once; an error undoes all of it.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut db = lock(&self.inner.writer);
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    /// Everything `work` reads is of one moment.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let kept = lock(&self.inner.readers).pop();
        let mut db = match kept {
            Some(db) => db,
            None => file::open_reader(&self.inner.path)?,
        };
        let value = work(&*db.transaction()?)?;
        let mut readers = lock(&self.inner.readers);
        if readers.len() < READERS_KEPT {
            readers.push(db);
        }
        Ok(value)
    }
}

/// A panic elsewhere leaves no half transaction behind (dropping one rolls it back), so the
/// connection stays good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
