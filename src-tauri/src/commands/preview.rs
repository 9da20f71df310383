use super::{Answer, State};
use rollcall_engine::api::{ConnectionId, PlanHash, PlanPage, PlanQuery, Preview, RunView};
use rollcall_engine::{ApplyHow, ReadHow};

#[tauri::command]
pub(crate) async fn preview(host: State<'_>, connection: ConnectionId, full: bool) -> Answer<Preview> {
    host.engine()?.preview(connection, ReadHow { full, ..ReadHow::default() }).await
}

/// The last preview of this start, if there was one.
#[tauri::command]
pub(crate) async fn current_preview(host: State<'_>, connection: ConnectionId) -> Answer<Option<Preview>> {
    host.engine()?.current_preview(connection).await
}

/// Plans anew from what was read last.
#[tauri::command]
pub(crate) async fn plan_again(host: State<'_>, connection: ConnectionId) -> Answer<Preview> {
    host.engine()?.plan_again(connection).await
}

/// What the other rules would do while groups cannot be read; never to be applied.
#[tauri::command]
pub(crate) async fn look(host: State<'_>, connection: ConnectionId) -> Answer<Preview> {
    host.engine()?.look(connection).await
}

#[tauri::command]
pub(crate) async fn plan_rows(
    host: State<'_>,
    plan: PlanHash,
    query: PlanQuery,
    start: usize,
    count: usize,
) -> Answer<PlanPage> {
    host.engine()?.plan_rows(&plan, &query, start, count).await
}

/// Where the next person from a position on stands whose name begins with what was typed.
#[tauri::command]
pub(crate) async fn plan_jump(
    host: State<'_>,
    plan: PlanHash,
    query: PlanQuery,
    typed: String,
    from: usize,
) -> Answer<Option<usize>> {
    host.engine()?.plan_jump(&plan, &query, &typed, from).await
}

#[tauri::command]
pub(crate) async fn apply(
    host: State<'_>,
    plan: PlanHash,
    skip: Vec<String>,
    allow_removals: bool,
) -> Answer<RunView> {
    host.engine()?.apply(&plan, ApplyHow { skip, allow_removals }).await
}
