use super::{Answer, State};
use rollcall_engine::api::{EmployeeId, RunView};

/// Newest first.
#[tauri::command]
pub(crate) async fn history(host: State<'_>, start: usize, count: usize) -> Answer<Vec<RunView>> {
    host.engine()?.history(start, count).await
}

/// Those that touched a person, newest first.
#[tauri::command]
pub(crate) async fn runs_of(host: State<'_>, person: EmployeeId) -> Answer<Vec<RunView>> {
    host.engine()?.runs_of(person).await
}
