use crate::api::{PeopleFound, PlanRow};
use rollcall_people::Reason;
use serde::Serialize;

/// Why one person of a directory lands where they land.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Check {
    pub person: CheckedPerson,
    pub outcome: CheckOutcome,
    /// The deciding rule; `None`: the last line, or a decision by hand.
    pub rule: Option<String>,
    /// The primary one.
    pub department: Option<String>,
    pub departments: Vec<String>,
    /// The primary one that was set by hand, which stays whatever the rules say.
    pub by_hand: Option<String>,
    pub reason: Reason,
    /// Every condition of every rule that is switched on.
    pub conditions: Vec<CheckedCondition>,
    /// What a sync would do; `None`: nothing.
    pub change: Option<PlanRow>,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct CheckedPerson {
    pub object_id: String,
    pub name: String,
    /// The address that counts.
    pub email: Option<String>,
    pub kind: rollcall_people::Kind,
    /// The record that stands for the person.
    #[ts(type = "number | null")]
    pub employee: Option<rollcall_people::EmployeeId>,
    /// As Microsoft 365 says them, by Graph's names; only what is there.
    #[ts(type = "Record<string, unknown>")]
    pub attributes: serde_json::Map<String, serde_json::Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    Import,
    Skip,
    NotImported,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct CheckedCondition {
    pub rule: String,
    /// Index into the rules.
    pub rule_index: usize,
    /// Indexes down the condition tree.
    pub path: Vec<usize>,
    pub field: String,
    pub operator: String,
    #[ts(type = "unknown")]
    pub value: serde_json::Value,
    /// `null`, a boolean, a text or a list of texts.
    #[ts(type = "unknown")]
    pub seen: serde_json::Value,
    /// Whether it counts: it and its group are turned on.
    pub enabled: bool,
    /// `None`: the condition is broken or turned off, neither true nor false.
    pub matches: Option<bool>,
}

/// Rules that were taken over.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RulesImported {
    pub connection: String,
    pub rules: usize,
    /// Whether anything is different from before.
    pub changed: bool,
    /// Whom the next sync removes because of them.
    pub removes: PeopleFound,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DepartmentRow {
    pub department: String,
    /// People of the list in it, those below it not counted.
    pub people: usize,
    /// What Microsoft 365 calls it, where it was renamed here.
    pub source_names: Vec<String>,
}
