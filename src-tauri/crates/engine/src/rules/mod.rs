//! Rules, mapping and policies of a connection: edited, as a file, and why they say what they say.

mod attributes;
mod census;
mod check;
mod early;
mod fields;
mod file;
mod mapping;
mod outcome;
mod preview;
mod problems;
mod save;
mod templates;

pub(crate) use census::Editors;
pub(crate) use early::Early;
pub(crate) use file::text;
