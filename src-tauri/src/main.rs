//! The desktop app's entry point; everything is in the library beside it.

// No console window beside the app on Windows; keep it in debug builds for messages.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    rollcall_desktop::run();
}
