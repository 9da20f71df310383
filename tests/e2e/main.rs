//! Journeys through the real window: the built app on a display of its own, driven through WebKit's
//! driver, with a keyring daemon, a browser whose part the test plays, and real save dialogs.
//!
//! Environment: `ROLLCALL_DESKTOP` (the app), `TAURI_DRIVER`, `ROLLCALL_SCREENS` (where screenshots
//! are kept). `cargo xtask test --only window` builds and sets all of it.
#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

mod background;
mod crowd;
mod german;
mod held;
mod journey;
mod large;
mod log;
mod night;
mod person;
mod readers;
mod rollcall;
mod rules;
mod screens;
mod secrets;
mod sign_in;
mod table;
mod together;

use rollcall_tests::{stage, world};
