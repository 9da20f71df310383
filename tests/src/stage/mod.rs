//! Everything around the app that a person's machine would have, started for one test and gone after it.

mod app;
mod browser;
mod bus;
pub mod clock;
mod dialog;
mod display;
mod driver;
mod keyboard;
mod machine;
mod notifications;
mod panel;
mod process;

pub use app::{App, Start};
pub use browser::Browser;
pub use bus::Bus;
pub use display::Display;
pub use driver::{Variables, needed};
pub use machine::{INSTANCE, Machine};
pub use notifications::Notifications;
pub use panel::{Entry, Panel};
pub use process::{Process, wait_until};
