//! Somebody starts the app in the moment in which it ends. The one that ends still has the app's name on the
//! bus, takes the call to show its window, and is gone before it answers. The next start finds nobody there.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

const TRIES: &str = "ROLLCALL_STARTS";
const AT_MOST: u32 = 5;
/// Longer than an app that has begun to end needs for it.
const PAUSE: Duration = Duration::from_millis(500);

/// Starts anew where `error` says so; returns where it does not.
pub(crate) fn start(error: &tauri::Error) {
    let tries = std::env::var(TRIES).ok().and_then(|tries| tries.parse().ok()).unwrap_or(0);
    if !left_without_answer(error) || tries >= AT_MOST {
        return;
    }
    std::thread::sleep(PAUSE);
    let Ok(app) = std::env::current_exe() else { return };
    let tries = (tries + 1).to_string();
    // Returns only where the program is gone, too.
    let _ = Command::new(app).args(std::env::args_os().skip(1)).env(TRIES, tries).exec();
}

fn left_without_answer(error: &tauri::Error) -> bool {
    matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance")
}
