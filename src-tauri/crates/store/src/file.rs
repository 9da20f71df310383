//! The database as a file: made privately, refused politely, opened the same way every time.

use crate::{
    error::{Result, StoreError},
    fold::search_fold,
    schema, stop,
    tables::person_data,
};
use rusqlite::{Connection, OpenFlags, config::DbConfig, functions::FunctionFlags};
use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Bytes. Four times the usual: people come by the hundred thousand, and each page costs a read, a write and
/// a frame of the log, whatever is on it.
const PAGE: u32 = 16_384;
/// Up to this size every start checks the whole file (about a tenth of a second).
const CHECKED_AT_START: u64 = 64 << 20;
/// The first bytes of every database (<https://sqlite.org/fileformat.html>, section 1.3).
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The directory of `path`, made (for its owner only) if it is not there.
///
/// An existing directory is closed to others while it is empty, that is, about to be ours.
pub(crate) fn prepare_directory(path: &Path) -> Result<PathBuf> {
    let dir = match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    make_private_directory(dir).map_err(|cause| StoreError::unusable(dir, cause))?;
    Ok(dir.to_owned())
}

fn make_private_directory(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)?;
    if fs::read_dir(dir)?.next().is_none() {
        restrict(dir, 0o700)?;
    }
    Ok(())
}

/// Takes the rights of group and others away.
#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = fs::metadata(path)?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(()) // the profile directory's own access list keeps others out
}

/// A finished, empty database appears under its name at once, so that a file of zero length there
/// is always damage and never a start that was interrupted.
pub(crate) fn create_if_absent(dir: &Path, path: &Path) -> Result<()> {
    if path.try_exists().map_err(|cause| StoreError::unusable(path, cause))? {
        return Ok(());
    }
    if beside(path, "-wal").exists() {
        return Err(StoreError::Corrupt { detail: "a write-ahead log without its database".to_owned() });
    }
    let fresh = NamedTempFile::with_prefix_in(".rollcall-new-", dir)
        .map_err(|cause| StoreError::unusable(dir, cause))?;
    let mut db = Connection::open(fresh.path())?;
    db.pragma_update(None, "page_size", PAGE)?;
    schema::migrate(&mut db)?;
    db.close().map_err(|(_, error)| error)?;
    match fresh.persist_noclobber(path) {
        Err(failed) if failed.error.kind() != io::ErrorKind::AlreadyExists => {
            Err(StoreError::unusable(path, failed.error))
        }
        _ => Ok(()), // another process may have made it meanwhile
    }
}

/// Opens for writing, after checks that leave a file they refuse as it is.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    check_header(path)?;
    let mut db = connect(path).map_err(|error| at(path, error))?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    if db.is_readonly("main")? {
        return Err(StoreError::unusable(path, io::ErrorKind::PermissionDenied.into()));
    }
    schema::check_version(&db)?;
    if fs::metadata(path).is_ok_and(|file| file.len() <= CHECKED_AT_START) {
        check(&db)?;
    }
    restrict(path, 0o600).map_err(|cause| StoreError::unusable(path, cause))?;
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(|error| at(path, error))?;
    schema::migrate(&mut db)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(db)
}

/// Opens for reading only, on a database that [`open_writer`] has accepted.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    let db = connect(path).map_err(|error| at(path, error))?;
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

/// SQLite's own check of the file's structure; reads all of it.
pub(crate) fn check(db: &Connection) -> Result<()> {
    match db.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))? {
        fine if fine == "ok" => Ok(()),
        detail => Err(StoreError::Corrupt { detail }),
    }
}

fn check_header(path: &Path) -> Result<()> {
    match is_database(path)? {
        true => Ok(()),
        false => Err(StoreError::Corrupt { detail: "not a database".to_owned() }),
    }
}

/// Whether it begins as every database does.
pub(crate) fn is_database(path: &Path) -> Result<bool> {
    let mut magic = [0; MAGIC.len()];
    match fs::File::open(path).and_then(|mut file| file.read_exact(&mut magic)) {
        Ok(()) => Ok(&magic == MAGIC),
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(cause) => Err(StoreError::unusable(path, cause)),
    }
}

/// A connection as all of ours are.
pub(crate) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    stop::wait_for_locks(&db)?;
    db.set_prepared_statement_cache_capacity(64);
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "synchronous", "NORMAL")?;
    db.pragma_update(None, "temp_store", "MEMORY")?; // personal data stays out of temporary files
    db.pragma_update(None, "cache_size", -16_000)?; // KiB
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function("folded", 1, flags, |call| {
        Ok(call.get::<Option<String>>(0)?.map(|text| search_fold(&text)))
    })?;
    // Of a user of a directory, by the row's data.
    db.create_scalar_function("display_name", 1, flags, |call| {
        Ok(person_data::display_name(call.get_raw(0)))
    })?;
    db.create_scalar_function("manager_id", 1, flags, |call| Ok(person_data::manager_id(call.get_raw(0))))?;
    Ok(db)
}

/// What SQLite says while it opens a file is about that file.
fn at(path: &Path, error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
    match error.sqlite_error_code() {
        Some(CannotOpen | PermissionDenied | ReadOnly) => {
            StoreError::Unusable { path: path.to_owned(), cause: io::Error::other(error) }
        }
        _ => error.into(),
    }
}

/// The path with `suffix` behind its name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
