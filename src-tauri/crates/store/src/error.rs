//! What can go wrong in the store, told apart as far as somebody acts on it.

use crate::tables::runs::RunId;
use rollcall_people::{ConnectionId, EmployeeId};
use rusqlite::ErrorCode;
use std::{io, path::PathBuf};
use thiserror::Error;

/// No variant carries personal data; `Sqlite` says what the library said.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The directory or file cannot be used: missing, not writable, not what it should be.
    #[error("{} cannot be used: {cause}", path.display())]
    Unusable { path: PathBuf, cause: io::Error },
    /// Written by a newer version of the program. Nothing was touched.
    #[error("the database has version {found}, this program knows {known}")]
    Newer { found: i64, known: i64 },
    /// Not a database, or a damaged one. Nothing was repaired or written.
    #[error("the database is damaged: {detail}")]
    Corrupt { detail: String },
    /// A file that is no backup of ours.
    #[error("no backup")]
    NotABackup,
    /// The disk, or the space this database may take, is full. The transaction was rolled back.
    #[error("no space left for the database")]
    Full,
    /// Another process held the database for longer than the store waits.
    #[error("the database is in use by another process")]
    Busy,
    /// What a plan was made of changed since, or a staged read was overtaken by another one.
    #[error("the inputs changed in the meantime")]
    Outdated,
    #[error("no connection {0}")]
    UnknownConnection(ConnectionId),
    #[error("no employee {0}")]
    UnknownEmployee(EmployeeId),
    /// Another connection has that name, in this or another spelling.
    #[error("a connection of that name exists")]
    NameTaken,
    /// Somebody in the list has the address of the person at this position.
    #[error("the address of person {position} is taken")]
    AddressTaken { position: usize },
    /// Another record in the list stands for the same account.
    #[error("another record stands for the same account")]
    AlreadyListed,
    #[error("no run {0}")]
    UnknownRun(RunId),
    /// The run changed nobody, or was taken back already.
    #[error("run {0} cannot be undone")]
    NotUndoable(RunId),
    /// Whom the run changed is no longer kept.
    #[error("run {0} is too old to be undone")]
    SummaryOnly(RunId),
    /// Called off by whoever asked for it; the transaction was rolled back.
    #[error("stopped")]
    Stopped,
    #[error("database: {0}")]
    Sqlite(rusqlite::Error),
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl StoreError {
    /// A stored value that this program never writes.
    pub(crate) fn value(column: &'static str) -> Self {
        Self::Corrupt { detail: format!("unreadable value in {column}") }
    }

    pub(crate) fn unusable(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Unusable { path: path.into(), cause },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use ErrorCode::{
            DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, OperationInterrupted,
        };
        match error.sqlite_error_code() {
            _ if has_no_room_to_share(&error) => Self::Full,
            Some(DatabaseCorrupt | NotADatabase) => Self::Corrupt { detail: error.to_string() },
            Some(DiskFull) => Self::Full,
            Some(OperationInterrupted) => Self::Stopped,
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}

/// The file beside the database that processes share memory by could not grow: the disk is full, too.
fn has_no_room_to_share(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    code == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}
