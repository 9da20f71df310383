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

pub(crate) use app::App;
pub(crate) use browser::Browser;
pub(crate) use bus::Bus;
pub(crate) use display::Display;
pub(crate) use notifications::Notifications;
pub(crate) use process::{Process, wait_until};
