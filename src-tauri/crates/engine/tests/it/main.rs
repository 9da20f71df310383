//! The engine against servers it has never seen: reading, from the first request to the stored directory.

#![allow(clippy::unwrap_used)] // helpers of tests fail loudly, as tests do

mod changes;
mod faults;
mod files;
mod full;
mod histories;
mod returned;
mod tenant;
mod world;
