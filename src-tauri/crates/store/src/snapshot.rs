//! An employee as the history keeps it: whole, so that a run can be taken back.

use rollcall_people::{
    ConnectionId, Department, Email, Employee, EmployeeId, Field, Fields, Identity, Kind, Move, Owner,
    PinDates, Record, Status,
};
use std::collections::BTreeSet;

/// Everything of an [`Employee`] but its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub status: Status,
    /// `None`: local.
    pub owner: Option<ConnectionId>,
    pub archived_by_hand: bool,
    pub identity: Option<Identity>,
    pub email: Email,
    pub aliases: Vec<Email>,
    pub departments: Vec<Department>,
    pub kind: Kind,
    pub fields: Fields,
    pub pinned: BTreeSet<Field>,
    pub department_by_hand: bool,
    pub pinned_at: PinDates,
}

pub(crate) fn owner(owner: Owner) -> Option<ConnectionId> {
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

    /// The content of the record, for comparing.
    pub(crate) fn record(&self) -> Record {
        self.employee(EmployeeId(0)).record
    }
}
