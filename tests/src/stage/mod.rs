//! Everything around the app that a person's machine would have, started for one test and gone after it.

mod app;
mod browser;
mod bus;
mod dialog;
mod display;
mod driver;
mod keyboard;
mod notifications;
mod process;

pub use app::App;
pub use browser::Browser;
pub use bus::Bus;
pub use display::Display;
pub use driver::Variables;
pub use notifications::Notifications;
pub use process::{Process, wait_until};
