//! Advisory locks among the processes that share a data directory (desktop and command line).

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// Longer than a renewal with its repetitions takes. A process that holds a lock longer was stopped
/// or is stuck, and must not stop others.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(10);

/// Held until dropped.
pub(crate) struct Lock {
    _file: Option<File>,
}

impl Lock {
    pub(super) fn none() -> Self {
        Self { _file: None }
    }

    /// Waits for the lock; blocking. Where none is to be had (file systems without locks, or a
    /// stuck holder) the atomic rename still keeps every file whole: then the last writer wins.
    pub(super) fn take(dir: &Path, name: &str) -> Self {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(dir.join(name)).ok();
        Self { _file: file.filter(|file| is_locked(file, PATIENCE)) }
    }

    /// Removes the lock's file, once what it protected is gone.
    pub(super) fn forget(dir: &Path, name: &str) {
        let _already_gone = fs::remove_file(dir.join(name));
    }
}

fn is_locked(file: &File, patience: Duration) -> bool {
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return true,
            Err(TryLockError::WouldBlock) if started.elapsed() < patience => thread::sleep(PAUSE),
            Err(error) => {
                tracing::warn!(%error, "going on without a lock");
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stuck_holder_delays_but_does_not_stop_others() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let holder = File::open(file.path()).unwrap();
        assert!(is_locked(&holder, Duration::ZERO), "free at first");
        let other = File::open(file.path()).unwrap();
        assert!(!is_locked(&other, Duration::from_millis(30)), "held, so it goes on without");
        drop(holder);
        assert!(is_locked(&other, Duration::ZERO), "free again");
    }
}
