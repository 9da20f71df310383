//! The command line as a script would use it: the real binary, a real data directory, the
//! sample company on loopback.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may stop the test")]

mod backup;
mod charts;
mod days;
mod departments;
#[cfg(target_os = "linux")]
mod disk;
mod export;
mod faults;
#[cfg(unix)]
mod interrupted;
mod killed;
mod main_job;
mod network;
mod people;
mod policies;
mod privacy;
mod refresh;
mod rules;
mod schedule;
mod sign_in;
#[cfg(target_os = "linux")]
mod tls;
mod tokens;
mod usage;
mod world;
