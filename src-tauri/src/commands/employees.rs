use super::{Answer, State};
use rollcall_engine::api::{
    ArchiveKeeping, EmployeeDetail, EmployeeId, EmployeePage, EmployeeQuery, ExportRequest, Exported,
    RefreshFile, TableFile,
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
pub(crate) async fn employee_count(host: State<'_>) -> Answer<usize> {
    host.engine()?.employee_count().await
}

/// Where the next person from a position on stands whose name begins with what was typed.
#[tauri::command]
pub(crate) async fn employee_jump(
    host: State<'_>,
    query: EmployeeQuery,
    typed: String,
    from: usize,
) -> Answer<Option<usize>> {
    host.engine()?.employee_jump(query, typed, from).await
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

/// How long people stay in the archive.
#[tauri::command]
pub(crate) async fn archive_keeping(host: State<'_>) -> Answer<ArchiveKeeping> {
    host.engine()?.archive_keeping().await
}

#[tauri::command]
pub(crate) async fn archived_longer_than(host: State<'_>, days: u32) -> Answer<usize> {
    host.engine()?.archived_longer_than(days).await
}

#[tauri::command]
pub(crate) async fn keep_archive(host: State<'_>, days: Option<u32>) -> Answer<()> {
    let now = std::time::SystemTime::now().into();
    host.engine()?.keep_archive(days, (now, rollcall_engine::local_zone())).await
}
