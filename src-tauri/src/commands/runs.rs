use super::{Answer, State};
use rollcall_engine::SyncHow;
use rollcall_engine::api::{ConnectionId, PlanPage, PlanTab, Restored, RunView, UndoPreview, Undone};

/// Reads, plans and applies in one go, held by the guard as ever.
#[tauri::command]
pub(crate) async fn sync_now(host: State<'_>, connection: ConnectionId) -> Answer<RunView> {
    host.engine()?.sync(connection, SyncHow::default()).await
}

#[tauri::command]
pub(crate) async fn run_rows(
    host: State<'_>,
    run: i64,
    tab: PlanTab,
    start: usize,
    count: usize,
) -> Answer<PlanPage> {
    host.engine()?.run_rows(run, tab, start, count).await
}

#[tauri::command]
pub(crate) async fn undo_preview(host: State<'_>, run: i64) -> Answer<UndoPreview> {
    host.engine()?.undo_preview(run).await
}

#[tauri::command]
pub(crate) async fn undo_run(host: State<'_>, run: i64) -> Answer<Undone> {
    host.engine()?.take_back(run).await
}

#[tauri::command]
pub(crate) async fn restore_preview(host: State<'_>, run: i64) -> Answer<UndoPreview> {
    host.engine()?.restore_preview(run).await
}

#[tauri::command]
pub(crate) async fn restore_to(host: State<'_>, run: i64) -> Answer<Restored> {
    host.engine()?.restore_to(run).await
}
