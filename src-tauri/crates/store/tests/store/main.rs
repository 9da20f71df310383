//! The store as its callers see it.

#![allow(clippy::unwrap_used)] // helpers of tests fail loudly, as tests do

mod apply;
mod archive;
mod backup;
mod connections;
mod departments;
mod directory;
mod edits;
mod gone;
mod history;
mod in_force;
mod kill;
mod list;
mod opening;
mod properties;
mod reporting;
mod schedules;
mod settled;
mod stop;
mod support;
mod thin;
mod together;
mod undo;
mod walk;
