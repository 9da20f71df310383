//! A page of changes, applied to what is known. Pure.
//!
//! Absent is not `null`, the last word about an object counts, and what comes twice changes nothing.

use rollcall_graph::{GroupChange, GroupPatch, MemberChange, PersonPatch, UserChange};
use rollcall_people::{Group, ObjectId, Person};
use std::collections::{BTreeMap, BTreeSet};

/// Objects as they are after the page; `None`: deleted.
pub(super) type After<T> = BTreeMap<ObjectId, Option<T>>;

/// A change of somebody who was never introduced: this page does not go with what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unintroduced;

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
) -> Result<After<Person>, Unintroduced> {
    let mut after: After<Person> = known.into_iter().map(|(id, person)| (id, Some(person))).collect();
    for change in changes {
        let now = after.entry(user_id(&change).clone()).or_default();
        match change {
            UserChange::Removed { .. } => *now = None,
            UserChange::Present(patch) => *now = Some(person(now.take(), *patch)?),
        }
    }
    Ok(after)
}

fn person(before: Option<Person>, patch: PersonPatch) -> Result<Person, Unintroduced> {
    match before {
        Some(mut person) => {
            patch.apply_to(&mut person);
            Ok(person)
        }
        None if patch.is_whole() => Ok(patch.into_person()),
        None => Err(Unintroduced),
    }
}

/// `known` are those of the mentioned groups that are there so far.
pub(super) fn groups(
    known: BTreeMap<ObjectId, Group>,
    changes: Vec<GroupChange>,
) -> Result<(After<Group>, Vec<Membership>), Unintroduced> {
    let mut after: After<Group> = known.into_iter().map(|(id, group)| (id, Some(group))).collect();
    let mut memberships = Vec::new();
    for change in changes {
        let now = after.entry(group_id(&change).clone()).or_default();
        match change {
            GroupChange::Removed { .. } => *now = None,
            GroupChange::Present(mut patch) => {
                let members = std::mem::take(&mut patch.members).into_iter().map(membership).collect();
                memberships.push(Membership { group: patch.object_id().clone(), members });
                *now = Some(group(now.take(), patch)?);
            }
        }
    }
    Ok((after, memberships))
}

fn membership(change: MemberChange) -> (ObjectId, bool) {
    (change.member.id, !change.removed)
}

fn group(before: Option<Group>, patch: GroupPatch) -> Result<Group, Unintroduced> {
    match before {
        Some(mut group) => {
            patch.apply_to(&mut group);
            Ok(group)
        }
        None if patch.is_whole() => Ok(patch.into_group()),
        None => Err(Unintroduced),
    }
}
