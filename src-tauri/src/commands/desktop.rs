use super::{Answer, State};
use crate::habits::Habits;
use crate::host::Host;
use crate::preferences::{Kept, NotifyPolicy, WhenClosed};
use crate::speech::Speech;
use crate::{closing, login, notices, standing, tray};
use rollcall_engine::api::{ErrorCode, Failure};
use rollcall_words::Language;
use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};

/// What the admin chose for this machine.
#[derive(Clone, Copy, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub(crate) struct DesktopSettings {
    notify: NotifyPolicy,
    /// `null`: the app asks when the window is closed.
    when_closed: Option<WhenClosed>,
    start_at_login: bool,
    /// Whether there is an icon beside the clock to come back by.
    tray: bool,
}

#[tauri::command]
pub(crate) async fn desktop_settings(app: AppHandle) -> Answer<DesktopSettings> {
    let kept = app.state::<Kept>().get();
    Ok(DesktopSettings {
        notify: kept.notify,
        when_closed: kept.when_closed,
        start_at_login: login::is_on(&app),
        tray: tray::is_seen(&app),
    })
}

#[tauri::command]
pub(crate) fn set_notify(kept: tauri::State<'_, Kept>, policy: NotifyPolicy) -> Answer<()> {
    kept.change(|now| now.notify = policy)
}

#[tauri::command]
pub(crate) async fn send_test_notice(app: AppHandle) -> Answer<()> {
    let sent = tauri::async_runtime::spawn_blocking(move || notices::test(&app)).await;
    sent.unwrap_or_else(|error| Err(Failure::new(ErrorCode::Internal).caused_by(error)))
}

/// `null`: ask again.
#[tauri::command]
pub(crate) fn set_when_closed(kept: tauri::State<'_, Kept>, choice: Option<WhenClosed>) -> Answer<()> {
    kept.change(|now| now.when_closed = choice)
}

/// The answer to the question that closing the window asked, kept for the next time; `null`: the
/// window stays, and the question too.
#[tauri::command]
pub(crate) fn answer_close(app: AppHandle, choice: Option<WhenClosed>) {
    closing::answered(&app, choice);
}

/// Whether the page has edits that quitting would lose.
#[tauri::command]
pub(crate) fn note_unsaved(app: AppHandle, edits: bool) {
    app.state::<closing::Unsaved>().note(edits);
}

/// The answer to the question about them.
#[tauri::command]
pub(crate) fn answer_unsaved(app: AppHandle, close: bool) {
    closing::answered_unsaved(&app, close);
}

/// Hidden, with the computer.
#[tauri::command]
pub(crate) async fn set_start_at_login(app: AppHandle, enabled: bool) -> Answer<()> {
    login::switch(&app, enabled).map_err(|error| Failure::new(ErrorCode::StartAtLogin).caused_by(error))
}

/// The language of the window and the habits of its region, for whatever is said outside of it, and for what
/// is made from now on.
#[tauri::command]
pub(crate) fn set_language(app: AppHandle, language: String, habits: Habits) -> Answer<()> {
    let changed = app.state::<Kept>().change(|now| {
        now.language = Some(Language::from_locale(&language));
        now.habits = Some(habits);
    });
    standing::refresh(&app);
    name_anew(app);
    changed
}

/// The engine may still be opening, which no page waits for. Where nothing can be opened, nothing is made.
/// After two changes in a row the last one to be told tells the later language.
fn name_anew(app: AppHandle) {
    static ONE_AFTER_THE_OTHER: Mutex<()> = Mutex::new(());
    tauri::async_runtime::spawn_blocking(move || {
        if let Ok(engine) = app.state::<Host>().engine() {
            let _told = ONE_AFTER_THE_OTHER.lock().unwrap_or_else(PoisonError::into_inner);
            engine.name_by(Speech::of(&app).starter_names());
        }
    });
}

/// Until tomorrow, or no longer.
#[tauri::command]
pub(crate) async fn pause_schedule(host: State<'_>, pause: bool) -> Answer<()> {
    host.pause_schedule(pause).await
}
