//! Closing the window: what the admin chose, asked once. Nothing is asked when there is nothing to
//! keep running for. Edits that quitting would lose are asked about each time.

use crate::host::Host;
use crate::preferences::{Kept, WhenClosed};
use crate::standing::Standing;
use crate::tray;
use crate::window::{self, Asked};
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{AppHandle, Manager, Window, WindowEvent};

/// Whether the question is open. Closing again answers it: a page that cannot ask must not hold the
/// window open.
#[derive(Default)]
pub(crate) struct Question(AtomicBool);

/// Edits in the page that are not saved, and whether they were asked about. Closing again answers here, too.
#[derive(Default)]
pub(crate) struct Unsaved {
    edits: AtomicBool,
    asked: AtomicBool,
}

impl Unsaved {
    pub(crate) fn note(&self, edits: bool) {
        self.edits.store(edits, Ordering::Relaxed);
        self.asked.store(false, Ordering::Relaxed);
    }

    fn is_to_be_asked(&self) -> bool {
        self.edits.load(Ordering::Relaxed) && !self.asked.swap(true, Ordering::Relaxed)
    }
}

pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        let app = window.app_handle();
        let choice = app.state::<Kept>().get().when_closed;
        if choice != Some(WhenClosed::KeepRunning) && app.state::<Unsaved>().is_to_be_asked() {
            api.prevent_close();
            return window::ask(app, Asked::Unsaved);
        }
        match choice {
            Some(WhenClosed::Quit) => app.exit(0),
            Some(WhenClosed::KeepRunning) => {
                api.prevent_close();
                window::hide(app);
            }
            None if app.state::<Question>().0.swap(true, Ordering::Relaxed) => app.exit(0),
            None => {
                api.prevent_close();
                ask(app);
            }
        }
    }
}

fn ask(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let standing = match app.state::<Host>().engine() {
            Ok(engine) => Standing::of(&engine).await.ok(),
            Err(_) => None,
        };
        match standing.is_some_and(|standing| standing.automatic > 0) {
            true => window::ask(&app, Asked::Close { tray: tray::is_seen(&app) }),
            false => app.exit(0),
        }
    });
}

/// The answer, or none: the window stays then.
pub(crate) fn answered(app: &AppHandle, choice: Option<WhenClosed>) {
    app.state::<Question>().0.store(false, Ordering::Relaxed);
    if let (Some(_), Err(failure)) = (choice, app.state::<Kept>().change(|now| now.when_closed = choice)) {
        tracing::warn!(code = ?failure.code, "the answer could not be kept and will be asked for again");
    }
    match choice {
        Some(WhenClosed::KeepRunning) => window::hide(app),
        Some(WhenClosed::Quit) => app.exit(0),
        None => {}
    }
}

/// Whether to close although edits are lost; else the window stays.
pub(crate) fn answered_unsaved(app: &AppHandle, close: bool) {
    app.state::<Unsaved>().note(!close);
    if close && let Some(window) = app.get_webview_window("main") {
        let _ = window.close();
    }
}
