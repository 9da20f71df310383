//! A record without one earlier edit: what the edit changed is as before it, and what others changed since stays.

use super::back::Change;
use rollcall_people::{Employee, Field};

/// `None`: something that the edit changed was changed again since.
pub(super) fn undone(now: &Employee, (before, after): &Change) -> Option<Employee> {
    let mut undone = now.clone();
    let standing = |e: &Employee| (e.owner, e.status, e.archived_by_hand);
    let place = |e: &Employee| (e.record.departments.clone(), e.department_by_hand, e.pinned_at.department);
    let addresses = |e: &Employee| (e.record.email.clone(), e.record.aliases.clone());
    let part = Parts { now, before, after };
    (undone.owner, undone.status, undone.archived_by_hand) = part.of(standing)?;
    (undone.record.departments, undone.department_by_hand, undone.pinned_at.department) = part.of(place)?;
    (undone.record.email, undone.record.aliases) = part.of(addresses)?;
    for &field in Field::ALL {
        let (value, pinned, at) = part.of(|e| {
            let at = e.pinned_at.fields.get(&field).copied();
            (e.record.fields.get(field).map(str::to_owned), pinned(e, field), at)
        })?;
        undone.record.fields.set(field, value.as_deref());
        if pinned {
            undone.pinned.insert(field)
        } else {
            undone.pinned.remove(&field)
        };
        match at {
            Some(at) => undone.pinned_at.fields.insert(field, at),
            None => undone.pinned_at.fields.remove(&field),
        };
    }
    Some(undone)
}

fn pinned(employee: &Employee, field: Field) -> bool {
    employee.pinned.contains(&field)
}

struct Parts<'a> {
    now: &'a Employee,
    before: &'a Employee,
    after: &'a Employee,
}

impl Parts<'_> {
    fn of<T: PartialEq>(&self, part: impl Fn(&Employee) -> T) -> Option<T> {
        let [now, before, after] = [self.now, self.before, self.after].map(part);
        match () {
            () if before == after => Some(now),
            () if now == after => Some(before),
            () => None,
        }
    }
}
