use super::{Answer, State};
use rollcall_engine::api::{RunDetail, RunView};

/// Newest first.
#[tauri::command]
pub(crate) async fn history(host: State<'_>, start: usize, count: usize) -> Answer<Vec<RunView>> {
    host.engine()?.history(start, count).await
}

#[tauri::command]
pub(crate) async fn run_detail(host: State<'_>, run: i64) -> Answer<RunDetail> {
    host.engine()?.run(run).await
}
