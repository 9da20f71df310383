//! The icon beside the clock, where there is one. It is a convenience: everything it offers is in the
//! window as well, and a second start of the app shows the window.

use crate::closing;
use crate::host::Host;
use crate::speech::Speech;
use crate::standing::Standing;
use crate::window::{self, Asked};
use rollcall_engine::api::Failure;
use rollcall_words::Params;
use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItemBuilder};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager};

const ID: &str = "rollcall";

/// What is pressed.
const OPEN: &str = "open";
const LAST: &str = "last";
const PREVIEW: &str = "preview";
const PAUSE: &str = "pause";
const RESUME: &str = "resume";
const QUIT: &str = "quit";

/// Without an icon the app goes on: on Linux its library may be missing, which panics in there.
pub(crate) fn set_up(app: &AppHandle) {
    let built = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| build(app)));
    match built {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::warn!(%error, "there is no icon beside the clock"),
        Err(_) => tracing::warn!("there is no library for an icon beside the clock"),
    }
}

/// Whether people see the icon. On Linux somebody on the session's bus has to show it.
pub(crate) fn is_seen(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some() && has_watcher()
}

#[cfg(target_os = "linux")]
fn has_watcher() -> bool {
    let asked = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let name = zbus::names::BusName::try_from("org.kde.StatusNotifierWatcher")?;
        Ok(zbus::blocking::fdo::DBusProxy::new(&bus)?.name_has_owner(name)?)
    };
    asked().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn has_watcher() -> bool {
    true
}

fn build(app: &AppHandle) -> tauri::Result<TrayIcon> {
    let mut icon = TrayIconBuilder::with_id(ID)
        .menu(&menu(app, &Speech::of(app), &Standing::default())?)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| pressed(app, &event))
        .on_tray_icon_event(|icon, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                window::show(icon.app_handle());
            }
        });
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(app)
}

/// Shows how things stand now, in the language of now.
pub(crate) fn tell(app: &AppHandle, standing: &Standing) {
    let Some(icon) = app.tray_by_id(ID) else { return };
    let speech = Speech::of(app);
    let told = menu(app, &speech, standing)
        .and_then(|menu| icon.set_menu(Some(menu)))
        .and_then(|()| icon.set_tooltip(Some(standing.title(speech.words))));
    if let Err(error) = told {
        tracing::warn!(%error, "the icon beside the clock was not brought up to date");
    }
}

fn menu(app: &AppHandle, speech: &Speech, standing: &Standing) -> tauri::Result<Menu<tauri::Wry>> {
    let text = |key: &str| speech.words.text(key, &Params::new());
    let (pause, paused) = match standing.paused {
        true => (RESUME, text("tray.resume")),
        false => (PAUSE, text("tray.pause")),
    };
    let last = MenuItemBuilder::with_id(LAST, standing.last_sync(speech)).enabled(false).build(app)?;
    MenuBuilder::new(app)
        .text(OPEN, text("tray.open"))
        .item(&last)
        .separator()
        .text(PREVIEW, text("tray.preview"))
        .text(pause, paused)
        .separator()
        .text(QUIT, text("tray.quit"))
        .build()
}

fn pressed(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        OPEN => window::show(app),
        PREVIEW => window::ask(app, Asked::Preview),
        PAUSE => change_pause(app, true),
        RESUME => change_pause(app, false),
        QUIT => closing::quit(app),
        _ => {}
    }
}

fn change_pause(app: &AppHandle, pause: bool) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(failure) = app.state::<Host>().pause_schedule(pause).await {
            complain(&failure);
        }
    });
}

fn complain(failure: &Failure) {
    tracing::warn!(code = ?failure.code, "automatic sync was neither paused nor resumed");
}
