//! Backups: the whole database as one file of one moment, and the way back from such a file.
//!
//! There are no sign-ins in it: they are never in the database. What a way back replaces is set aside
//! beside the database, where erasing somebody removes it again.

use crate::{
    Store,
    error::{Result, StoreError},
    file, schema,
    tables::{revision, settled},
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, backup, params};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tempfile::{NamedTempFile, TempPath};

/// Between the database's name and the time at which it was set aside.
const ASIDE: &str = ".aside-";

/// A backup that was looked at and found good: a copy of the file, brought to the version this program
/// knows. The file itself stays as it is.
#[derive(Debug)]
pub struct Backup {
    db: Connection,
    copy: TempPath,
}

impl Store {
    /// Writes everything as it is at this moment, also while others write. An existing file is replaced
    /// once the new one is complete. Its size in bytes.
    ///
    /// # Errors
    /// `Unusable` with the path of the file, `Full`.
    pub fn back_up(&self, to: &Path) -> Result<u64> {
        let unusable = |cause: io::Error| StoreError::unusable(to, cause);
        let dir = to.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let fresh = NamedTempFile::with_prefix_in(".rollcall-backup-", dir).map_err(unusable)?;
        let name = fresh.path().to_str().ok_or_else(|| unusable(io::ErrorKind::InvalidFilename.into()))?;
        file::connect(self.path())?.execute("VACUUM INTO ?1", [name])?;
        fresh.as_file().sync_all().map_err(unusable)?;
        let size = fresh.as_file().metadata().map_err(unusable)?.len();
        fresh.persist(to).map_err(|failed| unusable(failed.error))?;
        Ok(size)
    }

    /// Becomes what the backup is, in one transaction: others see all of it or nothing. Before, the
    /// present state is set aside; where.
    ///
    /// # Errors
    /// `Busy` while another process writes, `Full`, `Unusable`; nothing is different then.
    pub fn restore(&self, backup: &Backup, now: DateTime<Utc>) -> Result<PathBuf> {
        let aside = beside(self.path(), now);
        self.back_up(&aside)?;
        // What was planned before is not to fit by chance.
        let grown = self.revision()?.max(revision::get(&backup.db)?) + 1;
        backup.db.execute("UPDATE state SET revision = ?1", params![grown])?;
        settled::forget(&backup.db)?;
        self.same_pages(&backup.db)?;
        self.copy_from(&backup.db)?;
        Ok(aside)
    }

    /// A living database keeps its page size, so the copy takes it over.
    fn same_pages(&self, copy: &Connection) -> Result<()> {
        let size =
            |db: &Connection| -> Result<i64> { Ok(db.query_row("PRAGMA page_size", [], |row| row.get(0))?) };
        let here = self.read(size)?;
        if size(copy)? != here {
            copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
            copy.pragma_update(None, "page_size", here)?;
            copy.execute_batch("VACUUM")?;
        }
        Ok(())
    }

    fn copy_from(&self, source: &Connection) -> Result<()> {
        self.with_writer(|db| {
            let copying = backup::Backup::new(source, db)?;
            match copying.step(-1)? {
                backup::StepResult::Done => Ok(()),
                _ => Err(StoreError::Busy),
            }
        })
    }
}

impl Backup {
    /// Looks at a file that may be a backup; `dir` is where the copy is made, on the database's disk.
    ///
    /// # Errors
    /// `NotABackup`, `Newer`, `Corrupt`, `Unusable`, `Full`.
    pub fn open(path: &Path, dir: &Path) -> Result<Self> {
        file::prepare_directory(&dir.join("any"))?;
        let copy = copied(path, dir)?;
        if !file::is_database(&copy)? {
            return Err(StoreError::NotABackup);
        }
        let mut db = file::connect(&copy)?;
        schema::check_version(&db)?;
        file::check(&db)?;
        if !is_ours(&db)? {
            return Err(StoreError::NotABackup);
        }
        schema::migrate(&mut db)?;
        Ok(Self { db, copy })
    }

    /// Takes the place of a database that cannot be opened. That one is set aside as it is; where.
    ///
    /// # Errors
    /// `Unusable`; the damaged database is under its own name again, or under the one it was set aside by.
    pub fn replace_damaged(self, path: &Path, now: DateTime<Utc>) -> Result<PathBuf> {
        let aside = beside(path, now);
        for suffix in ["-wal", "-shm", ""] {
            let (from, to) = (file::beside(path, suffix), file::beside(&aside, suffix));
            match fs::rename(&from, &to) {
                Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                    return Err(StoreError::unusable(from, cause));
                }
                _ => {}
            }
        }
        self.db.close().map_err(|(_, error)| error)?;
        self.copy.persist_noclobber(path).map_err(|failed| StoreError::unusable(path, failed.error))?;
        Ok(aside)
    }
}

fn copied(path: &Path, dir: &Path) -> Result<TempPath> {
    let mut from = fs::File::open(path).map_err(|cause| StoreError::unusable(path, cause))?;
    let mut copy = NamedTempFile::with_prefix_in(".rollcall-restore-", dir)
        .map_err(|cause| StoreError::unusable(dir, cause))?;
    io::copy(&mut from, &mut copy).map_err(|cause| StoreError::unusable(path, cause))?;
    Ok(copy.into_temp_path())
}

/// Any SQLite database would open; only ours has these tables, all of them since the first version.
fn is_ours(db: &Connection) -> Result<bool> {
    let known: i64 = db.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table'
         AND name IN ('state', 'connection', 'directory', 'employee', 'run', 'change')",
        [],
        |row| row.get(0),
    )?;
    Ok(known == 6 && schema::version(db)? > 0)
}

fn beside(path: &Path, now: DateTime<Utc>) -> PathBuf {
    file::beside(path, &format!("{ASIDE}{}", now.format("%Y%m%d-%H%M%S%3f")))
}

/// Removes what was set aside: whoever is erased must be in no file of the directory.
pub(crate) fn drop_asides(path: &Path) -> Result<()> {
    let (Some(dir), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Ok(());
    };
    let unusable = |cause: io::Error| StoreError::unusable(dir, cause);
    let prefix = format!("{name}{ASIDE}");
    for entry in fs::read_dir(dir).map_err(unusable)? {
        let entry = entry.map_err(unusable)?;
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            fs::remove_file(entry.path()).map_err(unusable)?;
        }
    }
    Ok(())
}
