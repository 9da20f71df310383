//! The commands of the window, one file per part of the app. Each decodes, calls the engine,
//! and hands back its value or its failure.

#![allow(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

pub(crate) mod app;
pub(crate) mod backup;
pub(crate) mod connections;
pub(crate) mod departments;
pub(crate) mod desktop;
pub(crate) mod employees;
pub(crate) mod history;
pub(crate) mod logs;
pub(crate) mod organisation;
pub(crate) mod people;
pub(crate) mod preview;
pub(crate) mod rules;
pub(crate) mod runs;
pub(crate) mod sample;
pub(crate) mod schedule;
pub(crate) mod sign_in;

use crate::host::Host;
use rollcall_engine::api::Failure;

type Answer<T> = Result<T, Failure>;
type State<'a> = tauri::State<'a, Host>;
