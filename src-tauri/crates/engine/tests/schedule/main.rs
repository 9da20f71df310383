//! Automatic syncs over the sample company, with clocks that the tests set.
#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

mod archive;
#[path = "../support/connect.rs"]
mod connect;
mod notices;
mod pause;
mod turns;
mod world;
