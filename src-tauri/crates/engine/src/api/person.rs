use crate::api::{EmployeeEvent, EmployeeRow};
use serde::{Deserialize, Serialize};

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

/// What an import did, or would do.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Imported {
    pub dry_run: bool,
    pub people: usize,
    /// Which header became which field, in the file's order; `None`: left out, as the list keeps
    /// that itself.
    pub columns: Vec<(String, Option<String>)>,
}

/// A run taken back.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Undone {
    pub run: crate::api::RunView,
    /// People edited since, who stay as they are.
    pub kept: Vec<EmployeeRow>,
}

/// What taking a run back would do now.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct UndoPreview {
    /// People who would leave, come back, or get their old values; `unchanged` counts those kept.
    pub counts: rollcall_plan::Counts,
    /// The first of those edited since, who would stay as they are.
    pub kept: Vec<EmployeeRow>,
}
