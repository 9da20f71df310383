use super::{Answer, State};
use rollcall_engine::api::{ConnectionId, ConnectionView, DisconnectChoice};

#[tauri::command]
pub(crate) async fn connections(host: State<'_>) -> Answer<Vec<ConnectionView>> {
    host.engine()?.connections().await
}

#[tauri::command]
pub(crate) async fn rename_connection(
    host: State<'_>,
    connection: ConnectionId,
    name: String,
) -> Answer<ConnectionView> {
    host.engine()?.rename(connection, name).await
}

/// How many people it concerned.
#[tauri::command]
pub(crate) async fn disconnect(
    host: State<'_>,
    connection: ConnectionId,
    people: DisconnectChoice,
) -> Answer<usize> {
    host.engine()?.disconnect(connection, people).await
}
