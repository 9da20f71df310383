//! The local side: a record of the employee list.

use crate::{ConnectionId, Department, Email, EmployeeId, Field, Fields, Kind, ObjectId, TenantId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What sync writes of a person: the whole content of a record, without its bookkeeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub email: Email,
    /// Further addresses, never the primary one, in the source's order.
    pub aliases: Vec<Email>,
    pub fields: Fields,
    /// The primary department first; never empty.
    pub departments: Vec<Department>,
    pub kind: Kind,
}

impl Record {
    /// What to call the person: the display name, else the address.
    pub fn name(&self) -> &str {
        self.fields.get(Field::DisplayName).unwrap_or(self.email.as_str())
    }
}

/// Which directory object a record stands for: the identity that survives renames.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    pub tenant: TenantId,
    pub object: ObjectId,
}

/// Who may change a record: one connection, or only the admin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    Connection(ConnectionId),
    Local,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    /// Sync does not touch the record until it is resumed.
    Paused,
    Archived,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Archived => "archived",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Paused, Self::Archived].into_iter().find(|s| s.name() == name)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employee {
    pub id: EmployeeId,
    pub owner: Owner,
    pub status: Status,
    /// Archived by the admin rather than by a run: sync does not bring such a person back.
    pub archived_by_hand: bool,
    /// Kept after a disconnect too, so that reconnecting links by it first.
    pub identity: Option<Identity>,
    pub record: Record,
    /// Fields the admin edited by hand; sync leaves them alone.
    pub pinned: BTreeSet<Field>,
    /// The admin chose the departments; the rules leave them alone.
    pub department_by_hand: bool,
}
