use crate::api::{EmployeeEvent, EmployeeRow, Failure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One person, of the list or only of a directory.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct PersonView {
    /// `None`: known to Microsoft 365 only.
    pub employee: Option<EmployeeRow>,
    pub object_id: Option<String>,
    pub name: String,
    pub email: Option<String>,
    pub decisions: Vec<DecisionView>,
    pub history: Vec<EmployeeEvent>,
}

/// A decision by hand that beats the rules of a connection.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DecisionView {
    pub connection: String,
    pub decision: DecisionKind,
    pub note: String,
    /// RFC 3339, UTC.
    pub set_at: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    Always,
    Never,
}

/// What to change about a person; nothing is changed when any part of it cannot be.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(default)]
pub struct PersonEdit {
    pub pause: Option<PauseChoice>,
    pub decide: Option<Decide>,
    /// Values by field name, in this order. Of a person a connection manages they are pinned.
    pub set: Vec<(String, String)>,
    /// Fields to give back to the source.
    pub reset: Vec<String>,
    pub place: Option<Place>,
}

/// What an edit of people of the list came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Edited {
    /// How many are different from before.
    pub people: usize,
    /// The number it can be taken back by; `None`: it cannot.
    pub back: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum PauseChoice {
    Pause,
    Resume,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Decide {
    Always { note: String },
    Never { note: String },
    ByRules,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Archive,
    Restore,
    /// Out of every file of the data directory; see the store for what stays.
    Erase,
}

/// A CSV or XLSX file to take people from.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct ImportRequest {
    pub path: String,
    /// Say what would become of each line, and change nobody.
    #[serde(default)]
    pub dry_run: bool,
    /// Change local people whose address is in the list already, instead of refusing the line.
    #[serde(default)]
    pub update: bool,
    /// Field names by header, before what the headers themselves say; an empty name leaves a column out.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
}

/// A column of such a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct FileColumn {
    pub header: String,
    /// The field its header speaks of; `None`: of none that a file can bring.
    pub field: Option<String>,
    /// Its first values that are not blank.
    pub samples: Vec<String>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Imported {
    pub dry_run: bool,
    /// By which it can be taken back; `None` when nobody was changed.
    #[ts(type = "number | null")]
    pub run: Option<i64>,
    /// Added and updated.
    pub people: usize,
    pub adds: usize,
    pub updates: usize,
    pub unchanged: usize,
    /// Lines that cannot be taken: as long as there are any, nobody is imported.
    pub problems: usize,
    /// Such as `UTF-8`, `Windows-1252` or `XLSX`.
    pub encoding: String,
    /// Of a text file.
    pub separator: Option<String>,
    /// Which header became which field, in the file's order; `None`: left out.
    pub columns: Vec<(String, Option<String>)>,
    pub lines: Vec<ImportLine>,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct ImportLine {
    /// Where it begins in the file; the header is line 1.
    pub line: usize,
    pub action: LineAction,
    pub email: Option<String>,
    pub name: Option<String>,
    pub problem: Option<Failure>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum LineAction {
    Add,
    Update,
    Unchanged,
    Problem,
}

/// A run taken back.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Undone {
    pub run: crate::api::RunView,
    /// People edited since, who stay as they are.
    pub kept: Vec<EmployeeRow>,
    /// The next sync would do again what was taken back.
    pub comes_again: bool,
}

/// The list as it was after a run of its connection, as far as nobody was edited since.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Restored {
    /// The runs that took a later one back each, in the order they did; none where nothing came later.
    pub runs: Vec<crate::api::RunView>,
    /// People edited since, who stay as they are.
    pub kept: Vec<EmployeeRow>,
    /// The next sync would do some of that again.
    pub comes_again: bool,
}

/// What taking a run back, or all that came after it, would do now.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct UndoPreview {
    /// How many runs would be taken back.
    pub runs: usize,
    /// People who would leave, come back, or get their old values; `unchanged` counts those kept.
    pub counts: rollcall_plan::Counts,
    /// The first of those edited since, who would stay as they are.
    pub kept: Vec<EmployeeRow>,
    /// The next sync would do it, or some of it, again: not so for the undo of an undo, for people from a
    /// file, where the connection is gone, and where nobody is changed.
    pub comes_again: bool,
}
