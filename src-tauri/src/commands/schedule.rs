use super::{Answer, State};
use rollcall_engine::api::{ConnectionId, ScheduleView};
use std::time::SystemTime;

#[tauri::command]
pub(crate) async fn schedule(host: State<'_>) -> Answer<ScheduleView> {
    host.engine()?.schedule(SystemTime::now().into(), rollcall_engine::local_zone()).await
}

/// `at` is a local time such as `03:00`, for all connections.
#[tauri::command]
pub(crate) async fn set_schedule_time(host: State<'_>, at: String) -> Answer<()> {
    host.engine()?.set_schedule_time(&at).await
}

#[tauri::command]
pub(crate) async fn switch_schedule(host: State<'_>, connection: ConnectionId, enabled: bool) -> Answer<()> {
    host.engine()?.switch_schedule(connection, enabled).await
}
