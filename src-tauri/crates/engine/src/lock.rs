//! One run at a time per connection, and one at a time that rewrites the file that is kept up to date,
//! across processes: the window and the command line share a data directory.

use crate::api::{ErrorCode, Failure};
use rollcall_people::ConnectionId;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Held for the length of a run; the operating system lets go of it even when the process dies.
#[derive(Debug)]
pub(crate) struct RunLock {
    _file: File,
}

impl RunLock {
    /// [`ErrorCode::RunActive`] when another run of this connection is under way.
    pub(crate) fn take(data_dir: &Path, connection: ConnectionId) -> Result<Self, Failure> {
        let file = open(data_dir, &format!("connection-{connection}"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Failure::new(ErrorCode::RunActive)),
            Err(TryLockError::Error(error)) => Err(unusable(data_dir, error)),
        }
    }
}

/// Held while the file that is kept up to date is rewritten.
#[derive(Debug)]
pub(crate) struct RefreshLock {
    _file: File,
}

impl RefreshLock {
    /// Waits for whoever is at it.
    pub(crate) fn wait(data_dir: &Path) -> Result<Self, Failure> {
        let file = open(data_dir, "refresh")?;
        file.lock().map_err(|error| unusable(data_dir, error))?;
        Ok(Self { _file: file })
    }
}

fn open(data_dir: &Path, name: &str) -> Result<File, Failure> {
    let dir = data_dir.join("locks");
    std::fs::create_dir_all(&dir).map_err(|error| unusable(data_dir, error))?;
    let path = dir.join(format!("{name}.lock"));
    let opened = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    opened.map_err(|error| unusable(data_dir, error))
}

fn unusable(data_dir: &Path, error: std::io::Error) -> Failure {
    Failure::new(ErrorCode::DataDirUnusable).with("path", data_dir.display()).caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_of_the_same_connection_is_refused_until_the_first_ends() {
        let dir = tempfile::tempdir().unwrap();
        let first = RunLock::take(dir.path(), ConnectionId(1)).unwrap();
        let second = RunLock::take(dir.path(), ConnectionId(1)).unwrap_err();
        assert_eq!(second.code, ErrorCode::RunActive, "one run at a time");
        RunLock::take(dir.path(), ConnectionId(2)).expect("another connection is independent");
        drop(first);
        RunLock::take(dir.path(), ConnectionId(1)).expect("free again");
    }
}
