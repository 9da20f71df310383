use super::{Answer, State};
use rollcall_engine::api::{ChartBranch, ChartPage, ChartPerson, ChartRequest, Drawn, EmployeeId};

#[tauri::command]
pub(crate) async fn chart_page(
    host: State<'_>,
    branch: ChartBranch,
    start: usize,
    count: usize,
) -> Answer<ChartPage> {
    host.engine()?.chart_page(branch, start, count).await
}

#[tauri::command]
pub(crate) async fn chart_path(host: State<'_>, id: EmployeeId) -> Answer<Vec<ChartPerson>> {
    host.engine()?.chart_path(id).await
}

#[tauri::command]
pub(crate) async fn export_chart(host: State<'_>, request: ChartRequest) -> Answer<Drawn> {
    host.engine()?.export_chart(request).await
}
