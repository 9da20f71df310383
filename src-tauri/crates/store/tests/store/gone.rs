//! People whom sync leaves alone, and who left Microsoft 365 meanwhile.

use crate::support::{Fixture, adds, fixture, later, meta, now, object, people, read};
use chrono::{DateTime, Utc};
use rollcall_people::{Part, PartState, Status};
use rollcall_store::{PersonEdit, ReadMeta, ReadMode};

impl Fixture {
    fn become_(&self, n: usize, status: Status) {
        let seen = self.store.employees().unwrap()[n].clone();
        let after = rollcall_people::Employee { status, ..seen.clone() };
        let edit = PersonEdit { record: Some((seen, after)), ..PersonEdit::default() };
        self.store.edit_person(&edit, later(1)).unwrap();
    }

    fn gone_since(&self) -> Vec<Option<DateTime<Utc>>> {
        let ids: Vec<_> = self.store.employees().unwrap().iter().map(|person| person.id).collect();
        self.store.employee_rows(&ids).unwrap().into_iter().map(|line| line.gone_since).collect()
    }
}

/// Three people, of whom the first two are paused.
fn paused() -> Fixture {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    f.become_(0, Status::Paused);
    f.become_(1, Status::Paused);
    f
}

#[test]
fn the_first_read_without_a_paused_person_is_remembered_until_they_are_back() {
    let f = paused();
    assert_eq!(f.gone_since(), [None; 3], "all are there");
    read(&f.store, f.connection, &people(3, "any")[1..2]);
    assert_eq!(f.gone_since(), [Some(now()), None, None], "the one sync leaves alone; others leave");
    let staged = f.store.begin_read(f.connection, later(9)).unwrap();
    staged.users(&people(3, "any")[1..2]).unwrap();
    staged.finish(&ReadMeta { read_at: later(9), ..meta() }).unwrap();
    assert_eq!(f.gone_since()[0], Some(now()), "a later read is no later leaving");
    read(&f.store, f.connection, &people(3, "any"));
    assert_eq!(f.gone_since(), [None; 3], "back");
}

#[test]
fn a_round_of_changes_tells_it_as_well() {
    let f = paused();
    let staged = f.store.begin_read(f.connection, now()).unwrap();
    staged.users(&people(3, "any")).unwrap();
    staged.finish(&ReadMeta { links: Some("first".to_owned()), ..meta() }).unwrap();
    let edits = f.store.begin_edits(f.connection, now()).unwrap();
    edits.put_users(&[(object(1), None)].into()).unwrap();
    edits.merge(&ReadMeta { read_at: later(60), mode: ReadMode::Delta, ..meta() }).unwrap();
    assert_eq!(f.gone_since(), [None, Some(later(60)), None], "when it was told");
}

#[test]
fn what_was_not_read_completely_says_nothing_of_anybody() {
    for part in [Part::Users, Part::User(object(0))] {
        let f = paused();
        let staged = f.store.begin_read(f.connection, now()).unwrap();
        staged.users(&people(3, "any")[1..]).unwrap();
        staged.part(&part, PartState::Failed).unwrap();
        staged.finish(&meta()).unwrap();
        assert_eq!(f.gone_since(), [None; 3], "{part:?}");
    }
}

#[test]
fn whoever_is_no_longer_left_alone_has_no_such_mark() {
    let f = paused();
    read(&f.store, f.connection, &people(3, "any")[1..]);
    f.become_(0, Status::Active);
    read(&f.store, f.connection, &people(3, "any")[1..]);
    assert_eq!(f.gone_since(), [None; 3], "the next sync decides about them");
}
