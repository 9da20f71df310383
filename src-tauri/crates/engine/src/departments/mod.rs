//! The departments of the list: shown, renamed, merged, removed.

mod change;
mod remove;
mod rename;
mod tree;

pub(crate) use change::{main, place};
pub(crate) use tree::tree;
