//! Everything around the app that a person's machine would have, started for one test and gone after it.

mod app;
mod browser;
mod bus;
mod dialog;
mod display;
mod driver;
mod keyboard;
mod process;

pub(crate) use app::App;
