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

/// Edits in the page that are not saved, and whether they were asked about. Closing again, or quitting
/// again, answers here, too.
#[derive(Default)]
pub(crate) struct Unsaved {
    edits: AtomicBool,
    asked: AtomicBool,
    /// The question stands because somebody quits, not because the window is closed.
    quitting: AtomicBool,
}

impl Unsaved {
    pub(crate) fn note(&self, edits: bool) {
        self.edits.store(edits, Ordering::Relaxed);
        self.stay();
    }

    fn is_to_be_asked(&self) -> bool {
        self.edits.load(Ordering::Relaxed) && !self.asked.swap(true, Ordering::Relaxed)
    }

    /// The window stays, and with it the edits: whatever was agreed to is to be asked for again.
    fn stay(&self) {
        self.asked.store(false, Ordering::Relaxed);
        self.quitting.store(false, Ordering::Relaxed);
    }
}

/// By the icon's menu: edits that are not saved are asked about first.
pub(crate) fn quit(app: &AppHandle) {
    let unsaved = app.state::<Unsaved>();
    if unsaved.is_to_be_asked() {
        unsaved.quitting.store(true, Ordering::Relaxed);
        return window::ask(app, Asked::Unsaved);
    }
    app.exit(0);
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
                hide(app);
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
        Some(WhenClosed::KeepRunning) => hide(app),
        Some(WhenClosed::Quit) => app.exit(0),
        None => app.state::<Unsaved>().stay(),
    }
}

/// What is in the page is still there when somebody comes back.
fn hide(app: &AppHandle) {
    app.state::<Unsaved>().stay();
    window::hide(app);
}

/// Whether to close, or to quit, although edits are lost; else the window stays.
pub(crate) fn answered_unsaved(app: &AppHandle, close: bool) {
    let unsaved = app.state::<Unsaved>();
    let quitting = unsaved.quitting.load(Ordering::Relaxed);
    match close {
        // They stay noted: what comes next may still keep the window open.
        true if quitting => app.exit(0),
        true => {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.close();
            }
        }
        false => unsaved.stay(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_asked_about_each_time_the_window_stayed() {
        let unsaved = Unsaved::default();
        assert!(!unsaved.is_to_be_asked(), "there are none");
        unsaved.note(true);
        assert!(unsaved.is_to_be_asked(), "the first close asks");
        assert!(!unsaved.is_to_be_asked(), "the second one answers it, so that a broken page can be closed");
        unsaved.stay();
        assert!(unsaved.is_to_be_asked(), "the window stayed, so the next close asks again");
        unsaved.note(false);
        assert!(!unsaved.is_to_be_asked(), "saved meanwhile");
    }
}
