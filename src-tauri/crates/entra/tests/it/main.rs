//! Sign-in and token renewal against a small token service that can be told to misbehave, and
//! against the sample company, where a person sits at the browser.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a helper that cannot go on fails its test

mod clouds;
mod company;
mod keeper;
mod listener;
mod peer;
mod renewal;
mod sign_in;
