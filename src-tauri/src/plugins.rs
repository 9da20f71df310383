//! The plugins the app is built with.

use crate::{start, window};
use tauri::{Builder, Wry};
use tauri_plugin_window_state::StateFlags;

pub(crate) fn add(builder: Builder<Wry>) -> Builder<Wry> {
    // The window shows itself after the first paint, so its visibility is not restored.
    let state =
        tauri_plugin_window_state::Builder::new().with_state_flags(StateFlags::all() - StateFlags::VISIBLE);
    let builder = if can_be_single() {
        builder.plugin(tauri_plugin_single_instance::init(|app, args, _| {
            // The computer starting it at login is nobody asking for the window.
            if !args.iter().any(|arg| arg == start::HIDDEN) {
                window::show(app);
            }
        }))
    } else {
        builder
    };
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_autostart::Builder::new().arg(start::HIDDEN).build());
    builder.plugin(tauri_plugin_dialog::init()).plugin(tauri_plugin_opener::init()).plugin(state.build())
}

/// The single-instance plugin panics on Linux where no D-Bus session can be reached.
fn can_be_single() -> bool {
    !cfg!(target_os = "linux") || std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
}
