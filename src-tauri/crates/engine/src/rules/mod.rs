//! Rules, mapping and policies of a connection as a file, and why they say what they say.

mod attributes;
mod check;
mod file;
