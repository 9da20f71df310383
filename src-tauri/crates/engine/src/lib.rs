//! Use cases: connect, read, preview, apply, undo, export. The only place that wires adapters.
//!
//! Data flows one way: directory → plan → apply. Edges (desktop, command line) see [`api`] and
//! [`Engine`]; they get codes and parameters, never prose, and never a token.

pub mod api;

mod apply;
mod archive;
mod backup;
mod connections;
mod daily;
mod departments;
mod employees;
mod engine;
mod export;
mod failures;
mod first_read;
mod history;
mod http;
mod import;
mod jobs;
mod lock;
mod log;
mod look;
mod organisation;
mod others;
mod people;
mod plan_rows;
mod plans;
mod preview;
mod proxy;
mod read;
mod refresh;
mod rules;
mod run_rows;
mod schedule;
mod sign_in;
mod starter;
mod sync;
mod tokens;
mod trouble;
mod unchanged;
mod undo;

pub use apply::ApplyHow;
pub use engine::{Engine, Options, Secrets, default_data_dir};
pub use jobs::{Event, Listener};
pub use preview::ReadHow;
pub use schedule::{News, Notice, TurnHow, local_zone};
pub use sign_in::SignInHow;
pub use starter::StarterNames;
pub use sync::SyncHow;
