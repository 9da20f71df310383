//! One person at a time, by hand: found, shown, edited, added, erased.

mod add;
mod back;
mod edit;
pub(crate) mod fields;
pub(crate) mod find;
mod many;
mod undone;
mod view;

pub(crate) use add::newcomer;
pub(crate) use back::Edits;
