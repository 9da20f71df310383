//! What the journeys and the bench of the real window share: the app on a stage of its own, and worlds
//! to open it over. Tests of the whole live beside this folder: `it/`, `e2e/`, `bench/`, `peers/`.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

#[path = "../../src-tauri/crates/engine/tests/support/connect.rs"]
mod connect;
pub mod stage;
pub mod world;
