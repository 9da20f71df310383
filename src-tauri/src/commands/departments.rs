use super::{Answer, State};
use rollcall_engine::api::{DepartmentRenamed, DepartmentView};

#[tauri::command]
pub(crate) async fn departments(host: State<'_>) -> Answer<Vec<DepartmentView>> {
    host.engine()?.department_tree().await
}

#[tauri::command]
pub(crate) async fn department_count(host: State<'_>) -> Answer<usize> {
    host.engine()?.department_count().await
}

/// Refused where the name is taken, unless the two are to become one.
#[tauri::command]
pub(crate) async fn rename_department(
    host: State<'_>,
    from: String,
    to: String,
    merge: bool,
) -> Answer<DepartmentRenamed> {
    host.engine()?.rename_department(from, to, merge).await
}

/// Only an empty one that no rule names.
#[tauri::command]
pub(crate) async fn remove_department(host: State<'_>, path: String) -> Answer<()> {
    host.engine()?.remove_department(path).await
}

#[tauri::command]
pub(crate) async fn forget_department_name(host: State<'_>, name: String) -> Answer<()> {
    host.engine()?.forget_department_name(name).await
}
