//! One run at a time per connection, and one at a time that rewrites the file that is kept up to date,
//! across processes: the window and the command line share a data directory.

use crate::api::{ErrorCode, Failure};
use crate::jobs::Job;
use rollcall_people::ConnectionId;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::{thread, time::Duration};

/// Between two looks at a lock.
const PAUSE: Duration = Duration::from_millis(10);

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
    /// Waits for whoever is at it, unless the job is stopped.
    pub(crate) fn wait(data_dir: &Path, job: &Job) -> Result<Self, Failure> {
        let file = open(data_dir, "refresh")?;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => job.check()?,
                Err(TryLockError::Error(error)) => return Err(unusable(data_dir, error)),
            }
            thread::sleep(PAUSE);
        }
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
    use crate::jobs::Jobs;
    use std::sync::Arc;

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

    #[test]
    fn the_file_is_waited_for_until_it_is_free_or_the_job_is_stopped() {
        let dir = tempfile::tempdir().unwrap();
        let jobs = Jobs::new(Arc::new(|_| {}));
        let (patient, stopped) = (jobs.start(None), jobs.start(None));
        let first = RefreshLock::wait(dir.path(), &patient).unwrap();
        stopped.cancel.cancel();
        let second = RefreshLock::wait(dir.path(), &stopped).unwrap_err();
        assert_eq!(second.code, ErrorCode::Stopped, "whoever is stopped waits no longer");
        thread::scope(|scope| {
            let second = scope.spawn(|| RefreshLock::wait(dir.path(), &patient));
            thread::sleep(PAUSE * 3); // a moment in which it would have given up
            assert!(!second.is_finished(), "the others do");
            drop(first);
            second.join().unwrap().expect("free again");
        });
    }
}
