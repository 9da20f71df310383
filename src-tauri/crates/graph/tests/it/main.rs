//! The client against small servers whose every byte is scripted, and the sample company.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

mod delta;
mod hostile;
mod log;
mod members;
mod paging;
mod reading;
mod sample;
mod server;
mod tokens;
mod trouble;
