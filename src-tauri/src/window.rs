//! The window: hidden until the first paint, so that no white rectangle flashes up; and for those who
//! start it with the computer, until somebody asks for it.

use crate::drawn::Drawn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow};

/// A page that never says it painted (a broken graphics driver) must not hide the app forever.
const AT_THE_LATEST: Duration = Duration::from_millis(1500);

/// Whether the window waits to be asked for.
pub(crate) struct Hidden(AtomicBool);

impl Hidden {
    pub(crate) fn new(hidden: bool) -> Self {
        Self(AtomicBool::new(hidden))
    }
}

/// What the host asks the page to do, as the event `asked`.
#[derive(Clone, Copy, Debug, serde::Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case", tag = "what")]
pub(crate) enum Asked {
    /// A preview, as by its button.
    Preview,
    /// Whether closing the window quits; `tray`: there is an icon to come back by.
    Close { tray: bool },
    /// Whether the window closes although edits are not saved.
    Unsaved,
}

pub(crate) fn show(app: &AppHandle) {
    app.state::<Hidden>().0.store(false, Ordering::Relaxed);
    if let Some(window) = app.get_webview_window("main") {
        put_on_screen(app, &window);
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

fn put_on_screen(app: &AppHandle, window: &WebviewWindow) {
    app.state::<Drawn>().shown();
    let _ = window.show();
}

pub(crate) fn hide(app: &AppHandle) {
    app.state::<Hidden>().0.store(true, Ordering::Relaxed);
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.hide();
    }
}

/// The page can be seen from now on.
pub(crate) fn painted(app: &AppHandle) {
    if !app.state::<Hidden>().0.load(Ordering::Relaxed) {
        show(app);
    }
}

pub(crate) fn ask(app: &AppHandle, asked: Asked) {
    show(app);
    let _ = app.emit("asked", asked);
}

pub(crate) fn entitle(app: &AppHandle, title: &str) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.set_title(title);
    }
}

pub(crate) fn show_soon(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(AT_THE_LATEST).await;
        if let Some(window) = app.get_webview_window("main")
            && !window.is_visible().unwrap_or(true)
            && !app.state::<Hidden>().0.load(Ordering::Relaxed)
        {
            tracing::warn!("shown before the first paint");
            put_on_screen(&app, &window);
        }
    });
}
