//! Rounds of changes: staged page by page, merged into the directory at once.

use crate::support::{Fixture, fixture, later, meta, now, object, people, person, read};
use rollcall_people::{Group, Manager, ObjectId, Part, PartState, Person, TextAttribute};
use rollcall_store::{DirectoryInfo, ReadMeta, ReadMode, StagedEdits, StoreError};
use std::collections::{BTreeMap, BTreeSet};

fn group(n: usize, name: &str) -> Group {
    Group {
        object_id: object(n),
        display_name: name.to_owned(),
        description: None,
        mail: None,
        mail_enabled: None,
        security_enabled: Some(true),
        group_types: Vec::new(),
    }
}

fn after(users: impl IntoIterator<Item = (usize, Option<Person>)>) -> BTreeMap<ObjectId, Option<Person>> {
    users.into_iter().map(|(n, person)| (object(n), person)).collect()
}

fn changes_meta() -> ReadMeta {
    ReadMeta { read_at: later(60), mode: ReadMode::Delta, links: Some("newest".to_owned()), ..meta() }
}

/// Ten people, a team of the first three, and a group nobody asked the members of.
fn with_team() -> Fixture {
    let f = fixture();
    let staged = f.store.begin_read(f.connection, now()).unwrap();
    staged.users(&people(10, "Clerk")).unwrap();
    staged.groups(&[group(100, "Team"), group(101, "Others")]).unwrap();
    staged.members(&object(100), &[object(0), object(1), object(2)]).unwrap();
    staged.complete(&Part::Members(object(100))).unwrap();
    staged.finish(&ReadMeta { links: Some("first".to_owned()), ..meta() }).unwrap();
    f
}

impl Fixture {
    fn info(&self) -> DirectoryInfo {
        self.store.directory(self.connection).unwrap().unwrap().0
    }

    fn edits(&self) -> StagedEdits {
        self.store.begin_edits(self.connection, now()).unwrap()
    }

    fn team(&self) -> BTreeSet<ObjectId> {
        self.directory().unwrap().direct_members.remove(&object(100)).unwrap_or_default()
    }

    fn user(&self, n: usize) -> Option<Person> {
        self.directory().unwrap().users.into_iter().find(|user| user.object_id == object(n))
    }
}

fn objects<const N: usize>(all: [usize; N]) -> BTreeSet<ObjectId> {
    all.into_iter().map(object).collect()
}

#[test]
fn changes_count_only_when_they_are_merged_and_then_all_at_once() {
    let f = with_team();
    let before = f.directory();
    let edits = f.edits();
    edits
        .put_users(&after([(1, Some(person(1, "Chief"))), (2, None), (50, Some(person(50, "New")))]))
        .unwrap();
    assert_eq!(f.directory(), before, "nothing changes while a round goes on");
    let info = edits.merge(&changes_meta()).unwrap();
    assert_eq!((info.users, info.groups), (10, 2), "one came, one went");
    assert_eq!(info.links.as_deref(), Some("newest"), "the position moves with the data");
    assert_eq!((info.mode, info.read_at), (ReadMode::Delta, later(60)), "and says how and when it was read");
    assert_eq!(f.user(1), Some(person(1, "Chief")), "changed");
    assert_eq!(f.user(2), None, "gone");
    assert_eq!(f.user(50), Some(person(50, "New")), "new");
    assert_eq!(f.user(3), Some(person(3, "Clerk")), "everybody else is as before");
}

#[test]
fn a_round_that_is_given_up_leaves_everything_as_it_was() {
    let f = with_team();
    let (before, info) = (f.directory(), f.info());
    let edits = f.edits();
    edits.put_users(&after((0..10).map(|n| (n, None)))).unwrap();
    edits.forget_members(&object(100)).unwrap();
    drop(edits);
    assert_eq!((f.directory(), f.info()), (before, info), "as if it had not been");
    assert_eq!(f.edits().users(&objects([1])).unwrap().len(), 1, "and the next round starts clean");
}

#[test]
fn a_round_sees_its_own_changes() {
    let f = with_team();
    let edits = f.edits();
    edits.put_users(&after([(1, Some(person(1, "Chief"))), (2, None)])).unwrap();
    let seen = edits.users(&objects([1, 2, 3, 77])).unwrap();
    assert_eq!(seen.keys().cloned().collect::<BTreeSet<_>>(), objects([1, 3]), "who is there so far");
    assert_eq!(seen[&object(1)], person(1, "Chief"), "as changed by an earlier page");
    edits.put_groups(&[(object(101), None), (object(102), Some(group(102, "New")))].into()).unwrap();
    let names: BTreeSet<_> = edits.all_groups().unwrap().into_iter().map(|g| g.display_name).collect();
    assert_eq!(names, ["New".to_owned(), "Team".to_owned()].into(), "groups as well");
}

#[test]
fn a_round_that_changes_nothing_leaves_plans_good() {
    let f = with_team();
    let before = f.info();
    let edits = f.edits();
    edits.put_users(&after([(1, Some(person(1, "Clerk"))), (60, None)])).unwrap();
    edits.change_members(&object(100), &[(object(0), true), (object(9), false)]).unwrap();
    let info = edits.merge(&changes_meta()).unwrap();
    assert_eq!(info.generation, before.generation, "the same data is the same generation");
    assert_eq!(info.links.as_deref(), Some("newest"), "although the position moves on");
    for (what, edit) in EDITS {
        let before = f.info();
        let edits = f.edits();
        edit(&edits);
        let info = edits.merge(&changes_meta()).unwrap();
        assert!(info.generation > before.generation, "{what} is another generation");
    }
}

type Edit = fn(&StagedEdits);
const EDITS: [(&str, Edit); 6] = [
    ("a changed person", |edits| edits.put_users(&after([(1, Some(person(1, "Chief")))])).unwrap()),
    ("a person who is gone", |edits| edits.put_users(&after([(2, None)])).unwrap()),
    ("a renamed group", |edits| edits.put_groups(&[(object(101), Some(group(101, "O")))].into()).unwrap()),
    ("a new member", |edits| {
        assert!(edits.change_members(&object(100), &[(object(5), true)]).unwrap(), "new");
    }),
    ("a member less", |edits| {
        assert!(edits.change_members(&object(100), &[(object(5), false)]).unwrap(), "was");
    }),
    ("a part that failed", |edits| edits.part(&Part::User(object(3)), PartState::Failed).unwrap()),
];

#[test]
fn members_come_and_go_and_the_last_word_counts() {
    let f = with_team();
    let edits = f.edits();
    let device = ObjectId::new("device");
    assert!(edits.change_members(&object(100), &[(object(5), true), (object(0), false)]).unwrap(), "it fits");
    assert!(edits.change_members(&object(100), &[(device.clone(), true)]).unwrap(), "members of any kind");
    let again = edits.change_members(&object(100), &[(object(6), true), (object(1), true)]).unwrap();
    assert!(!again, "who came had been there all the time: something was missed");
    let twice = edits.change_members(&object(100), &[(object(6), false)]).unwrap();
    assert!(!twice, "who went had never been stored");
    edits.merge(&changes_meta()).unwrap();
    let mut expected = objects([1, 2, 5]);
    expected.insert(device);
    assert_eq!(f.team(), expected, "each as said last");
}

#[test]
fn a_group_read_again_has_exactly_the_members_that_were_found() {
    let f = with_team();
    let edits = f.edits();
    edits.change_members(&object(100), &[(object(7), true)]).unwrap();
    edits.forget_members(&object(100)).unwrap();
    edits.members(&object(100), &[object(2), object(8)]).unwrap();
    edits.complete(&Part::Members(object(100))).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(f.team(), objects([2, 8]), "neither what was stored nor what the round said");
    assert!(f.directory().unwrap().is_complete(&Part::Members(object(100))), "and it is complete");
}

#[test]
fn members_that_were_forgotten_or_never_read_are_unknown_not_nobody() {
    let f = with_team();
    let unread = |f: &Fixture, n| f.directory().unwrap().incomplete.get(&Part::Members(object(n))).copied();
    assert_eq!(unread(&f, 100), None, "the team was read");
    assert_eq!(unread(&f, 101), Some(PartState::Unread), "nobody asked who is in the others");
    let edits = f.edits();
    assert_eq!(edits.groups_read().unwrap(), objects([100]), "and a round knows it");
    edits.forget_members(&object(100)).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(unread(&f, 100), Some(PartState::Unread), "what is doubtful is not passed off as known");
    let edits = f.edits();
    edits.forget_members(&object(100)).unwrap();
    edits.part(&Part::Members(object(100)), PartState::Denied).unwrap();
    edits.complete(&Part::Members(object(100))).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(unread(&f, 100), Some(PartState::Denied), "a refusal is not overwritten by an end");
}

#[test]
fn a_deleted_group_takes_its_members_along_and_a_deleted_user_leaves_none_behind() {
    let f = with_team();
    let edits = f.edits();
    edits.put_groups(&[(object(100), None)].into()).unwrap();
    edits.merge(&changes_meta()).unwrap();
    let directory = f.directory().unwrap();
    assert_eq!(directory.direct_members, BTreeMap::new(), "nobody is in a group that is not there");
    assert!(!directory.incomplete.contains_key(&Part::Members(object(100))), "nor is it waited for");
    let edits = f.edits();
    edits.put_groups(&[(object(100), Some(group(100, "Team")))].into()).unwrap();
    edits.merge(&changes_meta()).unwrap();
    let state = f.directory().unwrap().incomplete.get(&Part::Members(object(100))).copied();
    assert_eq!(state, Some(PartState::Unread), "back again, its members are to be read");
}

#[test]
fn who_is_restored_is_in_the_groups_again() {
    let f = with_team();
    let edits = f.edits();
    edits.put_users(&after([(1, None)])).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(f.user(1), None, "gone");
    let edits = f.edits();
    edits.put_users(&after([(1, Some(person(1, "Clerk")))])).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert!(f.team().contains(&object(1)), "the membership waited silently");
}

#[test]
fn groups_inside_follow_the_changes() {
    let f = with_team();
    let inside = |edits: &StagedEdits| edits.groups_inside(&object(100)).unwrap();
    let edits = f.edits();
    edits.change_members(&object(100), &[(object(101), true)]).unwrap();
    assert_eq!(inside(&edits), objects([101]), "staged");
    edits.merge(&changes_meta()).unwrap();
    let edits = f.edits();
    assert_eq!(inside(&edits), objects([101]), "stored; people are no groups");
    edits.change_members(&object(100), &[(object(101), false)]).unwrap();
    assert_eq!(inside(&edits), objects([]), "gone again");
}

#[test]
fn managers_go_by_the_names_they_have_now() {
    let managed = |name: Option<&str>| {
        let mut user = person(5, "Clerk");
        let display_name = name.map(str::to_owned);
        user.manager = Some(Manager { object_id: object(1), display_name });
        user
    };
    let f = with_team();
    let edits = f.edits();
    edits.put_users(&after([(5, Some(managed(None)))])).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(f.user(5), Some(managed(Some("Person 0001"))), "a change names the manager by id only");
    let mut renamed = person(1, "Clerk");
    renamed.set_text(TextAttribute::DisplayName, Some("Anna"));
    let edits = f.edits();
    edits.put_users(&after([(1, Some(renamed))])).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(f.user(5), Some(managed(Some("Anna"))), "nobody tells the people of a renamed manager");
    let edits = f.edits();
    edits.put_users(&after([(1, None)])).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(f.user(5).unwrap().manager, None, "who is gone manages nobody");
}

#[test]
fn a_round_of_a_directory_that_was_replaced_or_erased_from_is_outdated() {
    let f = with_team();
    let edits = f.edits();
    read(&f.store, f.connection, &people(3, "new"));
    let refused = edits.put_users(&after([(1, None)]));
    assert!(matches!(refused, Err(StoreError::Outdated)), "a later read counts: {refused:?}");
    let f = with_team();
    let edits = f.edits();
    let identity = rollcall_people::Identity {
        tenant: rollcall_people::TenantId::new(crate::support::TENANT),
        object: object(4),
    };
    f.store.erase(&rollcall_store::Erasure { identity: Some(identity), ..Default::default() }).unwrap();
    let refused = edits.merge(&changes_meta());
    assert!(matches!(refused, Err(StoreError::Outdated)), "what is left is no basis: {refused:?}");
    let nothing = fixture();
    let refused = nothing.store.begin_edits(nothing.connection, now()).map(drop);
    assert!(matches!(refused, Err(StoreError::Outdated)), "nothing was read yet: {refused:?}");
}

#[test]
fn a_persons_groups_are_set_among_those_that_count() {
    let f = with_team();
    let edits = f.edits();
    edits.set_memberships(&object(0), &objects([101]), &objects([100])).unwrap();
    edits.set_memberships(&object(5), &objects([100]), &objects([100, 101])).unwrap();
    edits.merge(&changes_meta()).unwrap();
    assert_eq!(f.team(), objects([1, 2, 5]), "one left, one came");
    let others = f.directory().unwrap().direct_members.remove(&object(101));
    assert_eq!(others.unwrap_or_default(), [].into(), "a group that does not count is left alone");
}
