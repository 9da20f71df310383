//! An employee as the history keeps it: whole, as JSON, so that a run can be taken back.

use crate::error::{Result, StoreError};
use rollcall_people::{
    ConnectionId, Department, Email, Employee, EmployeeId, Field, Fields, Identity, Kind, Move, Owner,
    Record, Status,
};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// Everything of an [`Employee`] but its id. Fields without a value are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub status: Status,
    /// `None`: local.
    pub owner: Option<ConnectionId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived_by_hand: bool,
    pub identity: Option<Identity>,
    pub email: Email,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Email>,
    pub departments: Vec<Department>,
    pub kind: Kind,
    pub fields: BTreeMap<Field, String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub pinned: BTreeSet<Field>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub department_by_hand: bool,
}

/// The same as [`Snapshot`], borrowed for writing.
#[derive(Serialize)]
struct View<'a> {
    status: Status,
    owner: Option<ConnectionId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    archived_by_hand: bool,
    identity: Option<&'a Identity>,
    email: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [Email],
    departments: &'a [Department],
    kind: Kind,
    #[serde(serialize_with = "filled")]
    fields: &'a Fields,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pinned: &'a BTreeSet<Field>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    department_by_hand: bool,
}

impl<'a> From<&'a Employee> for View<'a> {
    fn from(employee: &'a Employee) -> Self {
        let record = &employee.record;
        Self {
            status: employee.status,
            owner: owner(employee),
            archived_by_hand: employee.archived_by_hand,
            identity: employee.identity.as_ref(),
            email: record.email.as_str(),
            aliases: &record.aliases,
            departments: &record.departments,
            kind: record.kind,
            fields: &record.fields,
            pinned: &employee.pinned,
            department_by_hand: employee.department_by_hand,
        }
    }
}

fn filled<S: Serializer>(fields: &Fields, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().filter_map(|(field, value)| Some((field, value?))))
}

fn owner(employee: &Employee) -> Option<ConnectionId> {
    match employee.owner {
        Owner::Connection(id) => Some(id),
        Owner::Local => None,
    }
}

impl From<&Employee> for Snapshot {
    fn from(employee: &Employee) -> Self {
        let record = &employee.record;
        let values = record.fields.iter().filter_map(|(field, value)| Some((field, value?.to_owned())));
        Self {
            status: employee.status,
            owner: owner(employee),
            archived_by_hand: employee.archived_by_hand,
            identity: employee.identity.clone(),
            email: record.email.clone(),
            aliases: record.aliases.clone(),
            departments: record.departments.clone(),
            kind: record.kind,
            fields: values.collect(),
            pinned: employee.pinned.clone(),
            department_by_hand: employee.department_by_hand,
        }
    }
}

impl Snapshot {
    /// The employee `id` as it was.
    pub fn employee(&self, id: EmployeeId) -> Employee {
        let mut fields = Fields::default();
        for (&field, value) in &self.fields {
            fields.set(field, Some(value));
        }
        Employee {
            id,
            owner: self.owner.map_or(Owner::Local, Owner::Connection),
            status: self.status,
            archived_by_hand: self.archived_by_hand,
            identity: self.identity.clone(),
            record: Record {
                email: self.email.clone(),
                aliases: self.aliases.clone(),
                fields,
                departments: self.departments.clone(),
                kind: self.kind,
            },
            pinned: self.pinned.clone(),
            department_by_hand: self.department_by_hand,
        }
    }

    /// The same after departments were renamed; two that became one are one.
    pub(crate) fn rename(&mut self, moves: &[Move]) {
        if moves.is_empty() {
            return;
        }
        for department in &mut self.departments {
            for change in moves {
                *department = change.of(department).unwrap_or_else(|| department.clone());
            }
        }
        let mut seen = BTreeSet::new();
        self.departments.retain(|department| seen.insert(department.key()));
    }

    /// As JSON, without making a copy first.
    pub(crate) fn json(employee: &Employee) -> Result<String> {
        crate::values::json(&View::from(employee))
    }

    /// The content of the record, for comparing.
    pub(crate) fn record(&self) -> Record {
        self.employee(EmployeeId(0)).record
    }

    pub(crate) fn parse(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|_| StoreError::value("change.before"))
    }
}
