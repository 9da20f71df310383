use rollcall_people::{ConnectionId, EmployeeId, Field, Kind, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A line of the employee list. Serialises to the command line's `employees` shape: every local
/// field stands beside the named keys, `null` where empty.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct EmployeeRow {
    #[ts(type = "number")]
    pub id: EmployeeId,
    pub status: Status,
    /// The owning connection's name, or `local`.
    pub owner: String,
    pub object_id: Option<String>,
    pub email: String,
    pub aliases: Vec<String>,
    pub department: String,
    pub departments: Vec<String>,
    pub kind: Kind,
    pub pinned: Vec<String>,
    /// When each of these was edited last (RFC 3339, UTC), as far as that is known.
    pub pinned_at: BTreeMap<String, String>,
    /// When the person went to the archive (RFC 3339, UTC).
    pub archived_at: Option<String>,
    /// For a paused person: since when Microsoft 365 no longer has them (RFC 3339, UTC).
    pub gone_since: Option<String>,
    #[serde(flatten)]
    #[ts(flatten)]
    pub fields: BTreeMap<Field, Option<String>>,
}

/// One person with the latest runs that touched it.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct EmployeeDetail {
    pub employee: EmployeeRow,
    pub history: Vec<EmployeeEvent>,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct EmployeeEvent {
    #[ts(type = "number")]
    pub run: i64,
    pub at: String,
    pub kind: rollcall_plan::ChangeKind,
    pub reason: rollcall_people::Reason,
    pub fields: Vec<rollcall_plan::FieldChange>,
}

/// Which people, in which order. `search` folds case and diacritics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct EmployeeQuery {
    #[serde(default)]
    pub search: String,
    #[serde(default)]
    pub archived: bool,
    pub department: Option<String>,
    pub source: Option<Source>,
    /// Only those whom sync leaves alone.
    #[serde(default)]
    pub paused: bool,
    /// Only those with a field edited by hand.
    #[serde(default)]
    pub edited: bool,
    #[serde(default)]
    pub sort: EmployeeSort,
    #[serde(default)]
    pub descending: bool,
}

/// Who keeps a person up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case", tag = "source")]
pub enum Source {
    Local,
    Connection {
        #[ts(type = "number")]
        connection: ConnectionId,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum EmployeeSort {
    #[default]
    Name,
    Email,
    Department,
    JobTitle,
    Office,
    Kind,
}

/// Whom an export or an edit is about.
#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case", tag = "which")]
pub enum WhichPeople {
    All,
    Filtered {
        query: EmployeeQuery,
    },
    Selected {
        #[ts(type = "number[]")]
        ids: Vec<EmployeeId>,
    },
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct EmployeePage {
    pub total: usize,
    pub rows: Vec<EmployeeRow>,
}

/// How long people stay in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct ArchiveKeeping {
    /// Then they are erased; `None`: they stay for good.
    pub days: Option<u32>,
}
