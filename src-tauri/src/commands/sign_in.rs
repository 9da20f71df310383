use super::{Answer, State};
use rollcall_engine::SignInHow;
use rollcall_engine::api::{ConnectRequest, ConnectionId, ConnectionView, SignInStarted};
use std::time::Duration;

/// The page is opened by a command of its own: "Copy link" must not open a browser.
const HOW: SignInHow = SignInHow { open_browser: false, timeout: Duration::from_secs(300) };

#[tauri::command]
pub(crate) async fn begin_sign_in(host: State<'_>, request: ConnectRequest) -> Answer<SignInStarted> {
    host.engine()?.begin_sign_in(request, HOW).await
}

#[tauri::command]
pub(crate) async fn begin_sign_in_again(
    host: State<'_>,
    connection: ConnectionId,
    app: Option<String>,
) -> Answer<SignInStarted> {
    host.engine()?.begin_sign_in_again(connection, app, HOW).await
}

/// Where an administrator consents, for a connection that is still to be made.
#[tauri::command]
pub(crate) async fn admin_consent_url(host: State<'_>, request: ConnectRequest) -> Answer<String> {
    host.engine()?.admin_consent_url(request)
}

/// The same for one that there is, through another app registration where one is named.
#[tauri::command]
pub(crate) async fn admin_consent_url_again(
    host: State<'_>,
    connection: ConnectionId,
    app: Option<String>,
) -> Answer<String> {
    host.engine()?.admin_consent_url_again(connection, app).await
}

#[tauri::command]
pub(crate) async fn await_sign_in(host: State<'_>, attempt: u32) -> Answer<ConnectionView> {
    host.engine()?.await_sign_in(attempt).await
}

#[tauri::command]
pub(crate) fn cancel_sign_in(host: State<'_>, attempt: u32) -> Answer<()> {
    host.engine()?.cancel_sign_in(attempt);
    Ok(())
}

#[tauri::command]
pub(crate) async fn open_sign_in_page(host: State<'_>, attempt: u32) -> Answer<bool> {
    Ok(host.engine()?.open_sign_in_page(attempt))
}
