//! Exports, read back by other readers than our writers.

#![allow(clippy::unwrap_used)] // helpers of tests fail loudly, as tests do

mod cards;
mod csv;
mod files;
mod json;
mod world;
mod xlsx;
