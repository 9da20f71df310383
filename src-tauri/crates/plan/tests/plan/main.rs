//! The planner from outside, sentence by sentence.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a wrong test must fail")]

mod broken;
mod config;
mod contact;
mod departments;
mod explaining;
mod guard;
mod joining;
mod leaving;
mod look;
mod mapping;
mod properties;
mod settled;
mod world;
