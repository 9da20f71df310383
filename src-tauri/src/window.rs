//! The window: hidden until the first paint, so that no white rectangle flashes up.

use std::time::Duration;
use tauri::{AppHandle, Manager};

/// A page that never says it painted (a broken graphics driver) must not hide the app forever.
const AT_THE_LATEST: Duration = Duration::from_millis(1500);

pub(crate) fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

pub(crate) fn show_soon(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(AT_THE_LATEST).await;
        if let Some(window) = app.get_webview_window("main")
            && !window.is_visible().unwrap_or(true)
        {
            tracing::warn!("shown before the first paint");
            let _ = window.show();
        }
    });
}
