//! A record on its way into tables `employee` and `change`: borrowed, because copying a hundred thousand
//! people first would be a good part of adding them.

use rollcall_people::{Employee, Field, Identity, Owner, PinDates, Record, Status};
use std::collections::BTreeSet;

/// Everything of an [`Employee`] but its id.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) owner: Owner,
    pub(crate) status: Status,
    pub(crate) archived_by_hand: bool,
    pub(crate) identity: Option<&'a Identity>,
    pub(crate) record: &'a Record,
    pub(crate) pinned: &'a BTreeSet<Field>,
    pub(crate) department_by_hand: bool,
    pub(crate) pinned_at: &'a PinDates,
}

impl<'a> From<&'a Employee> for Line<'a> {
    fn from(employee: &'a Employee) -> Self {
        Self {
            owner: employee.owner,
            status: employee.status,
            archived_by_hand: employee.archived_by_hand,
            identity: employee.identity.as_ref(),
            record: &employee.record,
            pinned: &employee.pinned,
            department_by_hand: employee.department_by_hand,
            pinned_at: &employee.pinned_at,
        }
    }
}
