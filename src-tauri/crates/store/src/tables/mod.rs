//! One module per table, or per way of using one.

pub(crate) mod changes;
pub(crate) mod connections;
pub(crate) mod departments;
pub(crate) mod directories;
pub(crate) mod edits;
pub(crate) mod employee_writer;
pub(crate) mod employees;
pub(crate) mod incoming;
pub(crate) mod indexes;
pub(crate) mod keys;
pub(crate) mod list;
pub(crate) mod managed;
pub(crate) mod managers;
pub(crate) mod merge;
pub(crate) mod overrides;
pub(crate) mod parts;
pub(crate) mod person_json;
pub(crate) mod placements;
pub(crate) mod renames;
pub(crate) mod reporting;
pub(crate) mod revision;
pub(crate) mod runs;
pub(crate) mod schedules;
pub(crate) mod settings;
pub(crate) mod settled;
pub(crate) mod staging;
