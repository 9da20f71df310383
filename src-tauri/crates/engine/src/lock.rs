//! One run at a time per connection, across processes: the window and the command line share a
//! data directory.

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
        let unusable = |error: std::io::Error| {
            Failure::new(ErrorCode::DataDirUnusable).with("path", data_dir.display()).caused_by(error)
        };
        let dir = data_dir.join("locks");
        std::fs::create_dir_all(&dir).map_err(unusable)?;
        let path = dir.join(format!("connection-{connection}.lock"));
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Failure::new(ErrorCode::RunActive)),
            Err(TryLockError::Error(error)) => Err(unusable(error)),
        }
    }
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
