//! Sign-in and token renewal against a small token service that can be told to misbehave.

mod clouds;
mod keeper;
mod listener;
mod peer;
mod renewal;
mod sign_in;
