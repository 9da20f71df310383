//! Integration tests: what no single crate can hold.
#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

mod borders;
mod config;
mod docs;
mod licences;
