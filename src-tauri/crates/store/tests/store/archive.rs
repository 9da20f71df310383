//! Who has been in the archive for long enough.

use crate::support::{Fixture, TENANT, adds, change, fixture, later, now, object, people, read};
use chrono::Duration;
use rollcall_people::{Employee, Identity, TenantId};
use rollcall_plan::ChangeKind;
use rollcall_store::{Decision, PersonEdit};

/// Three people, of whom the first leaves and the second is archived by hand at once.
fn archived() -> (Fixture, Vec<Employee>) {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    let people = f.store.employees().unwrap();
    f.sync(vec![change(ChangeKind::Remove, 0, Some(people[0].id), people[0].record.clone())]);
    let seen = people[1].clone();
    let after =
        Employee { status: rollcall_people::Status::Archived, archived_by_hand: true, ..seen.clone() };
    f.store.edit_person(&PersonEdit { record: Some((seen, after)), ..Default::default() }, later(1)).unwrap();
    (f, people)
}

fn account(n: usize) -> Identity {
    Identity { tenant: TenantId::new(TENANT), object: object(n) }
}

#[test]
fn only_those_who_were_there_long_enough_are_erased() {
    let (f, people) = archived();
    read(&f.store, f.connection, &[]);
    let early = now() - Duration::days(1);
    assert_eq!(f.store.archived_before(early).unwrap(), 0, "nobody yet");
    assert_eq!(f.store.erase_archived(early, later(9)).unwrap(), 0, "so nobody is erased");
    assert_eq!(f.store.archived_before(later(5)).unwrap(), 2, "both of the archive");
    assert_eq!(f.store.erase_archived(later(5), later(9)).unwrap(), 2, "and they are erased");
    let left: Vec<_> = f.store.employees().unwrap().into_iter().map(|person| person.id).collect();
    assert_eq!(left, [people[2].id], "the list keeps its people");
    let database = std::fs::read(f.dir.path().join("rollcall.db")).unwrap();
    let holds = |text: &str| database.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(!holds("person0@contoso.example"), "no byte of the file remembers who left");
    assert!(holds("person2@contoso.example"), "who is in the list is there");
}

#[test]
fn who_was_archived_by_hand_does_not_come_back_after_it() {
    let (f, _) = archived();
    read(&f.store, f.connection, &people(3, "any"));
    assert_eq!(f.store.erase_archived(later(5), later(9)).unwrap(), 2, "their time is over");
    let decided = f.store.overrides(f.connection).unwrap();
    let never: Vec<_> = decided.iter().map(|set| (&set.object_id, set.decision)).collect();
    assert_eq!(
        never,
        [(&account(1).object, Decision::Never)],
        "the one by hand; rules decide about the other"
    );
    assert_eq!(f.directory().unwrap().users.len(), 3, "what Microsoft 365 has stays as it was read");
}

#[test]
fn an_undo_passes_over_those_who_were_erased() {
    let (f, _) = archived();
    read(&f.store, f.connection, &[]);
    let last = f.store.last_run(f.connection).unwrap().unwrap().id;
    f.store.erase_archived(later(5), later(9)).unwrap();
    f.store.undo(last, later(10)).unwrap();
    assert_eq!(f.store.employees().unwrap().len(), 1, "nobody who was erased comes back");
}
