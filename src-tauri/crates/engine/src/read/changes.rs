//! A page of changes, applied to what is known. Pure.
//!
//! Absent is not `null`, the last word about an object counts, and what comes twice changes nothing.

use rollcall_graph::{GroupChange, MemberChange, UserChange};
use rollcall_people::{Group, ObjectId, Person};
use std::collections::{BTreeMap, BTreeSet};

/// Objects as they are after the page; `None`: deleted.
pub(super) type After<T> = BTreeMap<ObjectId, Option<T>>;

/// Who or what changed without ever having been introduced. A change that comes once more may be of somebody who
/// is gone since; the round then says so on a later page. Whoever is left in the end does not go with what is known.
pub(super) type Strangers = BTreeSet<ObjectId>;

/// Changes of a group's members: who, and whether they are members now. The group was introduced anew.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Membership {
    pub(super) group: ObjectId,
    pub(super) members: Vec<(ObjectId, bool)>,
}

pub(super) fn mentioned<'a, T>(changes: &'a [T], id: impl Fn(&'a T) -> &'a ObjectId) -> BTreeSet<ObjectId> {
    changes.iter().map(|change| id(change).clone()).collect()
}

pub(super) fn user_id(change: &UserChange) -> &ObjectId {
    match change {
        UserChange::Present(patch) => patch.object_id(),
        UserChange::Removed { object_id, .. } => object_id,
    }
}

pub(super) fn group_id(change: &GroupChange) -> &ObjectId {
    match change {
        GroupChange::Present(patch) => patch.object_id(),
        GroupChange::Removed { object_id, .. } => object_id,
    }
}

/// `known` are those of the mentioned users who are there so far.
pub(super) fn users(
    known: BTreeMap<ObjectId, Person>,
    changes: Vec<UserChange>,
    strangers: &mut Strangers,
) -> After<Person> {
    let mut after: After<Person> = known.into_iter().map(|(id, person)| (id, Some(person))).collect();
    for change in changes {
        let id = user_id(&change).clone();
        let now = after.entry(id.clone()).or_default();
        match change {
            UserChange::Removed { .. } => *now = None,
            UserChange::Present(patch) => match now {
                Some(person) => patch.apply_to(person),
                None if patch.is_whole() => *now = Some(patch.into_person()),
                None => {
                    strangers.insert(id);
                    continue;
                }
            },
        }
        strangers.remove(&id);
    }
    after
}

/// `known` are those of the mentioned groups that are there so far.
pub(super) fn groups(
    known: BTreeMap<ObjectId, Group>,
    changes: Vec<GroupChange>,
    strangers: &mut Strangers,
) -> (After<Group>, Vec<Membership>) {
    let mut after: After<Group> = known.into_iter().map(|(id, group)| (id, Some(group))).collect();
    let mut memberships = Vec::new();
    for change in changes {
        let id = group_id(&change).clone();
        let now = after.entry(id.clone()).or_default();
        match change {
            GroupChange::Removed { .. } => *now = None,
            GroupChange::Present(mut patch) => {
                let members = std::mem::take(&mut patch.members).into_iter().map(membership).collect();
                memberships.push(Membership { group: id.clone(), members });
                match now {
                    Some(group) => patch.apply_to(group),
                    None if patch.is_whole() => *now = Some(patch.into_group()),
                    None => {
                        strangers.insert(id);
                        continue;
                    }
                }
            }
        }
        strangers.remove(&id);
    }
    (after, memberships)
}

fn membership(change: MemberChange) -> (ObjectId, bool) {
    (change.member.id, !change.removed)
}
