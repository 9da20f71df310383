use super::{Answer, State};
use rollcall_engine::api::DepartmentView;

#[tauri::command]
pub(crate) async fn departments(host: State<'_>) -> Answer<Vec<DepartmentView>> {
    host.engine()?.department_tree().await
}
