//! Sign-in and token renewal against a small token service that can be told to misbehave.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a helper that cannot go on fails its test

mod clouds;
mod keeper;
mod listener;
mod peer;
mod renewal;
mod sign_in;
