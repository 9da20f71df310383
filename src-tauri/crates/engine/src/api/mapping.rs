//! What edited mappings and destinations would make of people.

use crate::api::{DirectoryPerson, RuleProblem};
use rollcall_people::Field;
use serde::Serialize;

/// Counted over the people whom the rules import.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct MappingPreview {
    /// Every field that has a mapping, in the order of the columns.
    pub rows: Vec<MappingRow>,
    pub people: usize,
    /// People of whom some field gets another value than by the saved mapping.
    pub changed: usize,
    /// Whose values are shown.
    pub person: Option<DirectoryPerson>,
    /// Object ids of the people to show next.
    pub previous: Option<String>,
    pub next: Option<String>,
    pub problems: Vec<RuleProblem>,
    pub needs_preview: bool,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct MappingRow {
    pub field: Field,
    /// The value of the person shown.
    pub sample: Option<String>,
    /// People with a value.
    pub filled: usize,
    /// Whether the mapping of this field is another one than the saved one.
    pub edited: bool,
}

/// Where the people whom the rules import would go.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DepartmentPreview {
    /// The first person of each of the largest departments.
    pub samples: Vec<DepartmentSample>,
    /// Departments that do not exist yet, by path.
    pub new_departments: Vec<DepartmentCount>,
    /// All departments that get people.
    pub departments: usize,
    pub needs_preview: bool,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DepartmentSample {
    pub person: DirectoryPerson,
    /// The primary one first.
    pub departments: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DepartmentCount {
    pub department: String,
    pub people: usize,
}
