//! Backups of everything but the sign-ins, and the way back, also from a database that does not open.

use crate::api::{BackedUp, BackupRestored, ErrorCode, Failure};
use crate::engine::{DATABASE, Engine, Inner, Options};
use crate::failures;
use crate::lock::RunLock;
use chrono::Utc;
use rollcall_people::ConnectionId;
use rollcall_store::{Backup, NewConnection, Query, Store, StoreError, StoredConnection};
use std::path::{Path, PathBuf};

impl Engine {
    /// Everything as it is at this moment, in one file; also during a run. An existing file is replaced
    /// once the new one is complete. [`ErrorCode::FileNotWritable`].
    pub async fn back_up(&self, path: String) -> Result<BackedUp, Failure> {
        self.blocking(move |inner| {
            let to = std::path::absolute(&path).unwrap_or_else(|_| PathBuf::from(&path));
            let bytes = inner.store.back_up(&to).map_err(|error| not_written(error, &path))?;
            Ok(BackedUp { path: to.display().to_string(), bytes })
        })
        .await
    }

    /// Opens a data directory as a backup has it. What was there is set aside. Sign-ins stay where the
    /// replaced list had the same connection; else they are deleted, and wanted anew.
    ///
    /// Whoever has the directory open is to close it before. [`ErrorCode::NotABackup`],
    /// [`ErrorCode::BackupDamaged`], [`ErrorCode::DatabaseNewer`], [`ErrorCode::RunActive`]: nothing is
    /// different then.
    pub fn restore(options: Options, file: &Path) -> Result<(Self, BackupRestored), Failure> {
        let path = options.data_dir.join(DATABASE);
        let former = replace(&options.data_dir, &path, file)?;
        let engine = Self::open(options)?;
        let sign_in_needed = want_sign_ins(&engine.inner, &former.connections)?;
        tracing::info!(to_sign_in = sign_in_needed.len(), "restored a backup");
        let restored = BackupRestored {
            set_aside: former.aside.map(|aside| aside.display().to_string()),
            connections: engine.inner.store.connections().map_err(failures::of_store)?.len(),
            people: engine.inner.store.employee_ids(&Query::default()).map_err(failures::of_store)?.len(),
            sign_in_needed,
        };
        Ok((engine, restored))
    }
}

/// What a backup replaced.
struct Former {
    aside: Option<PathBuf>,
    /// None where the database did not open.
    connections: Vec<StoredConnection>,
}

fn replace(data_dir: &Path, path: &Path, file: &Path) -> Result<Former, Failure> {
    let backup = Backup::open(file, data_dir).map_err(|error| not_read(error, file))?;
    let (now, fresh) = (Utc::now(), !path.exists());
    match Store::open(path) {
        Ok(store) => {
            let connections = store.connections().map_err(failures::of_store)?;
            let locks = connections.iter().map(|connection| RunLock::take(data_dir, connection.id));
            let _no_run_meanwhile = locks.collect::<Result<Vec<_>, _>>()?;
            let aside = store.restore(&backup, now).map_err(failures::of_store)?;
            // A list that was made a moment ago is nothing to keep.
            let empty = fresh && std::fs::remove_file(&aside).is_ok();
            Ok(Former { aside: (!empty).then_some(aside), connections })
        }
        Err(StoreError::Corrupt { .. }) => {
            let aside = backup.replace_damaged(path, now).map_err(failures::of_store)?;
            Ok(Former { aside: Some(aside), connections: Vec::new() })
        }
        Err(error) => Err(failures::of_store(error)),
    }
}

/// The names of those that have to be signed in to again.
fn want_sign_ins(inner: &Inner, former: &[StoredConnection]) -> Result<Vec<String>, Failure> {
    let mut wanted = Vec::new();
    let now = inner.store.connections().map_err(failures::of_store)?;
    let gone = former.iter().filter(|before| now.iter().all(|after| after.id != before.id));
    gone.map(|before| before.id).try_for_each(|id| inner.keepers.forget(id))?;
    for connection in &now {
        if former.iter().any(|before| is_same(before, connection)) && inner.keepers.has(connection.id) {
            continue;
        }
        inner.keepers.forget(connection.id)?;
        inner.note_state(&inner.store, connection.id, Some(&Failure::new(ErrorCode::SignInNeeded)));
        wanted.push(connection.details.name.clone());
    }
    Ok(wanted)
}

/// Whether the sign-in of one serves the other: the same account of the same tenant, at the same service.
fn is_same(before: &StoredConnection, after: &StoredConnection) -> bool {
    fn key(of: &StoredConnection) -> (ConnectionId, [&str; 4], Option<&str>) {
        let NewConnection { cloud, login_url, client_id, tenant, account_object_id, .. } = &of.details;
        (of.id, [cloud, client_id, tenant.as_str(), account_object_id], login_url.as_deref())
    }
    key(before) == key(after)
}

fn not_written(error: StoreError, path: &str) -> Failure {
    match error {
        StoreError::Unusable { cause, .. } => {
            Failure::new(ErrorCode::FileNotWritable).with("path", path).caused_by(cause)
        }
        other => failures::of_store(other),
    }
}

fn not_read(error: StoreError, file: &Path) -> Failure {
    let about = |code| Failure::new(code).with("path", file.display());
    match error {
        StoreError::NotABackup => about(ErrorCode::NotABackup),
        StoreError::Corrupt { detail } => about(ErrorCode::BackupDamaged).caused_by(detail),
        StoreError::Unusable { cause, .. } => about(ErrorCode::FileUnreadable).caused_by(cause),
        other => failures::of_store(other),
    }
}
