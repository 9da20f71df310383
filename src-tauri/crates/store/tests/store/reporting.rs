//! Who reports to whom.

use crate::support::{Fixture, add, apply, change, fixture, object, person, plan, read};
use rollcall_people::{EmployeeId, Field, Manager, Person, TextAttribute};
use rollcall_plan::ChangeKind;

/// Person 0 to 3; 1 and 2 are both called Kim Lee.
const NAMES: [&str; 4] = ["Mia Fischer", "Kim Lee", "Kim Lee", "Ben Kurz"];

fn member(n: usize, manager: Option<usize>) -> Person {
    let mut member = person(n, "Clerk");
    member.set_text(TextAttribute::DisplayName, Some(NAMES[n]));
    member.manager =
        manager.map(|n| Manager { object_id: object(n), display_name: Some(NAMES[n].to_owned()) });
    member
}

/// `named`: what each record says.
fn company(managers: [Option<usize>; 4], named: [Option<&str>; 4]) -> Fixture {
    let f = fixture();
    let users: Vec<_> = managers.iter().enumerate().map(|(n, manager)| member(n, *manager)).collect();
    read(&f.store, f.connection, &users);
    let changes = named.iter().enumerate().map(|(n, named)| {
        let mut change = add(n, "Clerk");
        change.record.fields.set(Field::DisplayName, Some(NAMES[n]));
        change.record.fields.set(Field::Manager, *named);
        change
    });
    apply(&f.store, f.connection, &plan(changes.collect())).unwrap();
    f
}

/// By number: whom each reports to.
fn managers(f: &Fixture) -> Vec<Option<i64>> {
    let (_, mut reports) = f.store.reports().unwrap();
    reports.sort_by_key(|report| report.id);
    let first = reports[0].id.0;
    reports.iter().map(|report| report.manager.map(|EmployeeId(id)| id - first)).collect()
}

#[test]
fn of_two_people_with_one_name_the_directory_knows_which() {
    let named = [None, Some("Mia Fischer"), Some("Mia Fischer"), Some("Kim Lee")];
    let f = company([None, Some(0), Some(0), Some(2)], named);
    assert_eq!(managers(&f), [None, Some(0), Some(0), Some(2)], "the second Kim Lee");
}

#[test]
fn what_the_record_says_beats_the_directory() {
    let f = company(
        [None, Some(0), None, Some(1)],
        [None, Some("ben kurz "), Some("person0@contoso.example"), None],
    );
    assert_eq!(
        managers(&f),
        [None, Some(3), Some(0), None],
        "by name, by address, and nobody where it is empty"
    );
}

#[test]
fn a_name_that_several_people_have_is_nobodys() {
    let f = company([None; 4], [Some("Kim Lee"), Some("Kim Lee"), Some("Somebody Else"), None]);
    assert_eq!(managers(&f), [None; 4], "neither guessed, nor one's own manager");
    let (_, reports) = f.store.reports().unwrap();
    assert!(
        reports.iter().any(|r| r.named.as_deref() == Some("Somebody Else")),
        "the name is kept to be told"
    );
}

#[test]
fn archived_people_manage_nobody_and_the_version_tells() {
    let f = company([None, Some(0), None, None], [None, Some("Mia Fischer"), None, None]);
    let before = f.store.reports_version().unwrap();
    let mia = f.store.inputs(f.connection).unwrap().employees.remove(0);
    let leaves = change(ChangeKind::Remove, 0, Some(mia.id), mia.record);
    apply(&f.store, f.connection, &plan(vec![leaves])).unwrap();
    assert_eq!(f.store.reports().unwrap().1.len(), 3, "only who is in the list");
    assert!(f.store.reports().unwrap().1.iter().all(|report| report.manager.is_none()), "she left");
    assert_ne!(f.store.reports_version().unwrap(), before, "so that a chart in memory is not shown again");
}
