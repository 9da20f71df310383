use serde::Serialize;

/// A department of the list, or one that only holds others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DepartmentView {
    pub path: String,
    /// Everybody in it and below it, each once.
    pub people: usize,
    /// Those directly in it.
    pub own: usize,
    pub source: DepartmentSource,
    /// What it is called in Microsoft 365, where it was renamed here.
    pub source_names: Vec<String>,
}

/// What a rename did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DepartmentRenamed {
    pub from: String,
    pub to: String,
    /// Whether another department had the name, so that the two are one now.
    pub merged: bool,
    /// People of the list who are called otherwise now: those in it and below it.
    pub people: usize,
    /// What Microsoft 365 calls it, as far as that is another name.
    pub source_names: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentSource {
    /// People of a connection are in it.
    Connection,
    Hand,
    /// A rule names it.
    Rule,
}
