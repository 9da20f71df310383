//! Advisory locks among the processes that share a data directory (desktop and command line).

use std::fs::{self, File, OpenOptions};
use std::path::Path;

/// Held until dropped.
pub(crate) struct Lock(#[allow(dead_code)] Option<File>);

impl Lock {
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Waits for the lock; blocking. File systems without locks leave it to the atomic rename:
    /// then the last writer wins, and no file is ever half of one.
    pub(super) fn take(dir: &Path, name: &str) -> Self {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(dir.join(name)).ok();
        Self(file.filter(|f| f.lock().is_ok()))
    }

    /// Removes the lock's file, once what it protected is gone.
    pub(super) fn forget(dir: &Path, name: &str) {
        let _already_gone = fs::remove_file(dir.join(name));
    }
}
