use super::{Answer, State};
use crate::drawn::Drawn;
use crate::window;
use rollcall_engine::api::{AppStatus, ErrorCode, Failure};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

#[tauri::command]
pub(crate) async fn app_status(host: State<'_>) -> Answer<AppStatus> {
    host.status().await
}

/// The page has painted for the first time.
#[tauri::command]
pub(crate) fn painted(app: AppHandle) {
    window::painted(&app);
}

/// The page got a frame: the window can be seen.
#[tauri::command]
pub(crate) fn seen(drawn: tauri::State<'_, Drawn>) {
    drawn.seen();
}

#[tauri::command]
pub(crate) fn stop(host: State<'_>, job: u32) -> Answer<()> {
    host.engine()?.stop(job);
    Ok(())
}

/// Everything in the window by this factor.
#[tauri::command]
pub(crate) fn zoom(window: WebviewWindow, factor: f64) -> Answer<()> {
    let zoomed = window.set_zoom(factor.clamp(0.5, 3.0));
    zoomed.map_err(|error| Failure::new(ErrorCode::Internal).caused_by(error))
}

/// Bytes of everything in the data folder.
#[tauri::command]
pub(crate) async fn data_size(host: State<'_>) -> Answer<u64> {
    host.engine()?.data_size().await
}

/// The proxy on the way to Microsoft 365; `None`: the system's.
#[tauri::command]
pub(crate) async fn proxy(host: State<'_>) -> Answer<Option<String>> {
    host.engine()?.proxy().await
}

#[tauri::command]
pub(crate) async fn set_proxy(host: State<'_>, address: Option<String>) -> Answer<()> {
    host.engine()?.set_proxy(address).await
}

/// Shows a file that was just exported in the system's file manager.
#[tauri::command]
pub(crate) fn reveal(app: AppHandle, path: String) -> Answer<()> {
    app.opener()
        .reveal_item_in_dir(&path)
        .map_err(|error| Failure::new(ErrorCode::FileNotFound).with("path", path).caused_by(error))
}
