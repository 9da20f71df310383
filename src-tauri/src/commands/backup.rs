use super::{Answer, State};
use rollcall_engine::api::{BackedUp, BackupRestored};
use std::path::PathBuf;

#[tauri::command]
pub(crate) async fn back_up(host: State<'_>, path: String) -> Answer<BackedUp> {
    host.engine()?.back_up(path).await
}

/// Into the admin's own data directory, also when it cannot be opened as it is.
#[tauri::command]
pub(crate) async fn restore_backup(host: State<'_>, path: PathBuf) -> Answer<BackupRestored> {
    host.restore_backup(path).await
}
