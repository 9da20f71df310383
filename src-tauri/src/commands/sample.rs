use super::{Answer, State};
use rollcall_engine::api::AppStatus;

#[tauri::command]
pub(crate) async fn explore_sample(host: State<'_>) -> Answer<AppStatus> {
    host.explore_sample().await
}

#[tauri::command]
pub(crate) async fn next_sample_day(host: State<'_>) -> Answer<AppStatus> {
    host.next_sample_day().await
}

#[tauri::command]
pub(crate) async fn leave_sample(host: State<'_>) -> Answer<AppStatus> {
    host.leave_sample().await
}
