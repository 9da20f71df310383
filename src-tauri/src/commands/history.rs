use super::{Answer, State};
use rollcall_engine::api::RunView;

/// Newest first.
#[tauri::command]
pub(crate) async fn history(host: State<'_>, start: usize, count: usize) -> Answer<Vec<RunView>> {
    host.engine()?.history(start, count).await
}
