//! The rules crate from outside: fixtures shared with the UI, and sentences about whole rule sets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a wrong test must fail")]

mod conformance;
mod destinations;
mod evaluation;
mod file;
mod fixtures;
mod groups;
mod naive;
