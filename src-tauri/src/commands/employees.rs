use super::{Answer, State};
use rollcall_engine::api::{
    EmployeeDetail, EmployeeId, EmployeePage, EmployeeQuery, ExportRequest, Exported, RefreshFile, TableFile,
};

#[tauri::command]
pub(crate) async fn employees(
    host: State<'_>,
    query: EmployeeQuery,
    start: usize,
    count: usize,
) -> Answer<EmployeePage> {
    host.engine()?.employees(query, start, count).await
}

#[tauri::command]
pub(crate) async fn employee(host: State<'_>, id: EmployeeId) -> Answer<EmployeeDetail> {
    host.engine()?.employee(id).await
}

#[tauri::command]
pub(crate) async fn export_people(host: State<'_>, request: ExportRequest) -> Answer<Exported> {
    host.engine()?.export(request).await
}

/// The file that is rewritten after each run that changed something.
#[tauri::command]
pub(crate) async fn refresh_file(host: State<'_>) -> Answer<Option<RefreshFile>> {
    host.engine()?.refresh_file().await
}

#[tauri::command]
pub(crate) async fn set_refresh_file(host: State<'_>, file: Option<RefreshFile>) -> Answer<()> {
    host.engine()?.set_refresh_file(file).await
}

/// The size of the file in bytes.
#[tauri::command]
pub(crate) async fn write_table(host: State<'_>, table: TableFile) -> Answer<u64> {
    host.engine()?.write_table(table).await
}
