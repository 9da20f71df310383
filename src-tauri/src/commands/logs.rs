use super::Answer;
use chrono::{DateTime, Utc};
use rollcall_engine::api::{ErrorCode, Failure};
use std::path::PathBuf;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

/// The log's folder, also while the sample company is open; none without a data directory.
pub(crate) struct Logs(pub(crate) Option<PathBuf>);

impl Logs {
    fn folder(&self) -> Answer<&PathBuf> {
        self.0.as_ref().ok_or_else(|| Failure::new(ErrorCode::DataDirUnusable).with("path", "?"))
    }
}

/// In the system's file manager.
#[tauri::command]
pub(crate) fn open_logs(app: AppHandle, logs: State<'_, Logs>) -> Answer<()> {
    let path = logs.folder()?.display().to_string();
    let missing = |path: &str| Failure::new(ErrorCode::FileNotFound).with("path", path);
    app.opener().open_path(&path, None::<&str>).map_err(|error| missing(&path).caused_by(error))
}

/// The lines of a stretch of time, such as a run's; times in RFC 3339.
#[tauri::command]
pub(crate) async fn log_lines(
    logs: State<'_, Logs>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Answer<String> {
    Ok(rollcall_log::excerpt(logs.folder()?, from, to))
}
