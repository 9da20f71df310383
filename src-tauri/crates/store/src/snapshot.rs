//! An employee as the history keeps it: whole, as JSON, so that a run can be taken back.

use crate::{
    error::{Result, StoreError},
    tables::line::Line,
    values,
};
use rollcall_people::{
    ConnectionId, Department, Email, Employee, EmployeeId, Field, Fields, Identity, Kind, Move, Owner,
    PinDates, Record, Status,
};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything of an [`Employee`] but its id. `I` is how it says whose record it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot<I = Option<Identity>> {
    pub status: Status,
    /// `None`: local.
    pub owner: Option<ConnectionId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived_by_hand: bool,
    #[serde(default)]
    pub identity: I,
    pub email: Email,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Email>,
    pub departments: Vec<Department>,
    pub kind: Kind,
    #[serde(deserialize_with = "fields")]
    pub fields: Fields,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub pinned: BTreeSet<Field>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub department_by_hand: bool,
    #[serde(default, skip_serializing_if = "PinDates::is_empty")]
    pub pinned_at: PinDates,
}

/// The same as [`Snapshot`], borrowed for writing.
#[derive(Serialize)]
struct View<'a> {
    status: Status,
    owner: Option<ConnectionId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    archived_by_hand: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<Option<&'a Identity>>,
    email: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [Email],
    departments: &'a [Department],
    kind: Kind,
    fields: &'a Fields,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pinned: &'a BTreeSet<Field>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    department_by_hand: bool,
    #[serde(skip_serializing_if = "PinDates::is_empty")]
    pinned_at: &'a PinDates,
}

impl<'a> View<'a> {
    fn new(employee: Line<'a>, of: &Identity) -> Self {
        let record = employee.record;
        Self {
            status: employee.status,
            owner: owner(employee.owner),
            archived_by_hand: employee.archived_by_hand,
            identity: (employee.identity != Some(of)).then_some(employee.identity),
            email: record.email.as_str(),
            aliases: &record.aliases,
            departments: &record.departments,
            kind: record.kind,
            fields: &record.fields,
            pinned: employee.pinned,
            department_by_hand: employee.department_by_hand,
            pinned_at: employee.pinned_at,
        }
    }
}

/// Whose record the JSON of a change says it is.
#[derive(Default, Deserialize)]
#[serde(from = "Option<Identity>")]
enum Whose {
    /// The account's that the change is about: it is left out.
    #[default]
    TheChanges,
    Given(Option<Identity>),
}

impl From<Option<Identity>> for Whose {
    fn from(given: Option<Identity>) -> Self {
        Self::Given(given)
    }
}

impl Snapshot<Whose> {
    /// In a change of the account `of`.
    fn of(self, of: &Identity) -> Snapshot {
        let identity = match self.identity {
            Whose::TheChanges => Some(of.clone()),
            Whose::Given(given) => given,
        };
        let Self { status, owner, archived_by_hand, email, aliases, departments, kind, fields, .. } = self;
        let Self { pinned, department_by_hand, pinned_at, .. } = self;
        Snapshot {
            status,
            owner,
            archived_by_hand,
            identity,
            email,
            aliases,
            departments,
            kind,
            fields,
            pinned,
            department_by_hand,
            pinned_at,
        }
    }
}

fn fields<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Fields, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        InOne(Fields),
        /// As earlier versions wrote them.
        Named(BTreeMap<Field, String>),
    }
    Ok(match Stored::deserialize(deserializer)? {
        Stored::InOne(fields) => fields,
        Stored::Named(named) => {
            let mut fields = Fields::default();
            named.iter().for_each(|(field, value)| fields.set(*field, Some(value)));
            fields
        }
    })
}

fn owner(owner: Owner) -> Option<ConnectionId> {
    match owner {
        Owner::Connection(id) => Some(id),
        Owner::Local => None,
    }
}

impl From<&Employee> for Snapshot {
    fn from(employee: &Employee) -> Self {
        let record = &employee.record;
        Self {
            status: employee.status,
            owner: owner(employee.owner),
            archived_by_hand: employee.archived_by_hand,
            identity: employee.identity.clone(),
            email: record.email.clone(),
            aliases: record.aliases.clone(),
            departments: record.departments.clone(),
            kind: record.kind,
            fields: record.fields.clone(),
            pinned: employee.pinned.clone(),
            department_by_hand: employee.department_by_hand,
            pinned_at: employee.pinned_at.clone(),
        }
    }
}

impl Snapshot {
    /// The employee `id` as it was.
    pub fn employee(&self, id: EmployeeId) -> Employee {
        Employee {
            id,
            owner: self.owner.map_or(Owner::Local, Owner::Connection),
            status: self.status,
            archived_by_hand: self.archived_by_hand,
            identity: self.identity.clone(),
            record: Record {
                email: self.email.clone(),
                aliases: self.aliases.clone(),
                fields: self.fields.clone(),
                departments: self.departments.clone(),
                kind: self.kind,
            },
            pinned: self.pinned.clone(),
            department_by_hand: self.department_by_hand,
            pinned_at: self.pinned_at.clone(),
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

    /// As JSON in a change of the account `of`, without making a copy first.
    pub(crate) fn json<'a>(employee: impl Into<Line<'a>>, of: &Identity) -> Result<String> {
        values::json(&View::new(employee.into(), of))
    }

    /// The content of the record, for comparing.
    pub(crate) fn record(&self) -> Record {
        self.employee(EmployeeId(0)).record
    }

    /// Reads what a change of the account `of` kept.
    pub(crate) fn parse(json: &str, of: &Identity) -> Result<Self> {
        let kept: Snapshot<Whose> =
            serde_json::from_str(json).map_err(|_| StoreError::value("change.before"))?;
        Ok(kept.of(of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{adds, fixture};

    #[test]
    fn what_earlier_versions_kept_is_understood() {
        let f = fixture();
        f.sync(adds(1, "Clerk"));
        let employee = f.store.employees().unwrap().remove(0);
        let of = employee.identity.clone().unwrap();
        let json = Snapshot::json(&employee, &of).unwrap();
        let now: serde_json::Value = serde_json::from_str(&json).unwrap();
        let values = employee.record.fields.iter().filter_map(|(field, value)| Some((field.name(), value?)));
        let named: BTreeMap<&str, &str> = values.collect();
        let mut then = now.clone();
        then["fields"] = serde_json::to_value(&named).unwrap();
        then["identity"] = serde_json::to_value(&of).unwrap();
        assert!(named.len() > 1 && then != now, "each field under its name, and whose it is: {then}");
        for json in [now, then] {
            let kept = Snapshot::parse(&json.to_string(), &of).unwrap();
            assert_eq!(kept, Snapshot::from(&employee), "{json}");
        }
    }

    #[test]
    fn nobodys_record_stays_nobodys() {
        let f = fixture();
        f.sync(adds(1, "Clerk"));
        let mut employee = f.store.employees().unwrap().remove(0);
        let of = employee.identity.take().unwrap();
        let json = Snapshot::json(&employee, &of).unwrap();
        assert_eq!(
            Snapshot::parse(&json, &of).unwrap().identity,
            None,
            "a local record that a sync took over: {json}"
        );
    }
}
