//! The engine against servers it has never seen: reading, from the first request to the stored directory, and
//! editing what becomes of it.

#![allow(clippy::unwrap_used)] // helpers of tests fail loudly, as tests do

mod apps;
mod cancelled;
mod changes;
#[path = "../support/connect.rs"]
mod connect;
mod early;
mod editor;
mod edits;
#[path = "../support/elsewhere.rs"]
mod elsewhere;
mod faults;
mod files;
mod full;
mod histories;
mod others;
mod plans;
mod proxies;
mod resync;
mod returned;
mod runs;
mod starter;
mod stop;
mod tenant;
mod world;
