//! The list as screens read it.

use crate::support::{Fixture, add, department, fixture, later};
use rollcall_people::{Email, Field, Kind, Owner, Status};
use rollcall_store::{PersonEdit, Query, Sort, StoreError};

/// Four people: name, title, office, department, kind.
const PEOPLE: [(&str, &str, &str, &str, Kind); 4] = [
    ("Zoë Müller", "Clerk", "", "Sales / EMEA", Kind::Person),
    ("Adam Óžbolt", "chief", "Łódź", "Board", Kind::Guest),
    ("Åsa Straße", "", "Aarhus", "Sales", Kind::Person),
    ("bert 100%_x", "Clerk", "Berlin", "Salesforce", Kind::Shared),
];

fn company() -> Fixture {
    let f = fixture();
    let changes = PEOPLE.iter().enumerate().map(|(n, (name, title, office, path, kind))| {
        let mut change = add(n, title);
        change.record.fields.set(Field::DisplayName, Some(name));
        change.record.fields.set(Field::Office, Some(office));
        change.record.departments = vec![department(path)];
        change.record.kind = *kind;
        change
    });
    let mut changes: Vec<_> = changes.collect();
    changes[0].record.fields.set(Field::MobilePhone, Some("+41 (0)44 668 18 00"));
    changes[1].record.aliases = vec![Email::parse("ozzy@fabrikam.example").unwrap()];
    changes[1].record.departments.push(department("Sales / APAC"));
    f.sync(changes);
    f
}

fn found(f: &Fixture, query: &Query) -> Vec<String> {
    let lines = f.store.employee_rows(&f.store.employee_ids(query).unwrap()).unwrap();
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    lines
        .iter()
        .map(|l| first(l.employee.record.fields.get(Field::DisplayName).unwrap_or_default()))
        .collect()
}

#[test]
fn search_looks_through_diacritics_case_and_fields() {
    let f = company();
    let cases: [(&str, &[&str]); 11] = [
        ("Muller", &["Zoë"]),
        ("ZOE mull", &["Zoë"]),
        ("müller zoë", &["Zoë"]),
        ("ozbolt", &["Adam"]),
        ("strasse", &["Åsa"]),
        ("0446681800", &["Zoë"]),
        ("ozzy@", &["Adam"]),
        ("emea", &["Zoë"]),
        ("clerk", &["bert", "Zoë"]),
        ("100%_", &["bert"]),
        ("nobody", &[]),
    ];
    for (search, expected) in cases {
        let query = Query { search: search.to_owned(), ..Query::default() };
        assert_eq!(found(&f, &query), expected, "searching {search:?}");
    }
}

#[test]
fn sorting_knows_letters_with_accents_and_puts_gaps_last() {
    let f = company();
    let sorted = |sort, descending| found(&f, &Query { sort, descending, ..Query::default() });
    assert_eq!(
        sorted(Sort::Name, false),
        ["Adam", "Åsa", "bert", "Zoë"],
        "Å is an A, and case does not count"
    );
    assert_eq!(sorted(Sort::Name, true), ["Zoë", "bert", "Åsa", "Adam"], "backwards");
    assert_eq!(sorted(Sort::JobTitle, false), ["Adam", "bert", "Zoë", "Åsa"], "no title comes last");
    assert_eq!(sorted(Sort::JobTitle, true), ["bert", "Zoë", "Adam", "Åsa"], "also backwards");
    assert_eq!(sorted(Sort::Office, false), ["Åsa", "bert", "Adam", "Zoë"], "Ł is an L");
    assert_eq!(sorted(Sort::Department, false), ["Adam", "Åsa", "Zoë", "bert"], "by the primary department");
    assert_eq!(sorted(Sort::Email, false), ["Zoë", "Adam", "Åsa", "bert"], "person0 to person3");
    assert_eq!(sorted(Sort::Kind, false), ["Adam", "Åsa", "Zoë", "bert"], "guest, person, shared");
}

#[test]
fn a_department_shows_everybody_in_it_and_below() {
    let f = company();
    let inside = |path: &str| found(&f, &Query { department: Some(path.to_owned()), ..Query::default() });
    assert_eq!(
        inside("sales"),
        ["Adam", "Åsa", "Zoë"],
        "below and additional ones count, Salesforce does not"
    );
    assert_eq!(inside("Sales / EMEA"), ["Zoë"], "one level down");
}

#[test]
fn lines_come_in_the_order_asked_for() {
    let f = company();
    let mut ids = f.store.employee_ids(&Query::default()).unwrap();
    ids.reverse();
    ids.insert(1, rollcall_people::EmployeeId(4711));
    let lines = f.store.employee_rows(&ids).unwrap();
    ids.remove(1);
    let order: Vec<_> = lines.iter().map(|line| line.employee.id).collect();
    assert_eq!(order, ids, "whoever is gone is left out, the others keep their places");
    assert!(lines.iter().all(|line| line.owner_name.as_deref() == Some("Contoso")), "owners by name");
}

#[test]
fn filters_narrow_the_list_together() {
    let f = company();
    let people = f.store.employees().unwrap();
    let edit = |n: usize, change: fn(&mut rollcall_people::Employee)| {
        let mut after = people[n].clone();
        change(&mut after);
        PersonEdit { record: Some((people[n].clone(), after)), decisions: Vec::new() }
    };
    let edits = [
        edit(0, |person| person.status = Status::Paused),
        edit(1, |person| person.pinned.extend([Field::Office])),
        edit(2, |person| person.owner = Owner::Local),
    ];
    f.store.edit_people(&edits, later(1)).unwrap();
    let (local, owned) = (Some(Owner::Local), Some(Owner::Connection(f.connection)));
    let cases: [(Query, &[&str]); 5] = [
        (Query { paused: true, ..Query::default() }, &["Zoë"]),
        (Query { edited: true, ..Query::default() }, &["Adam"]),
        (Query { owner: local, ..Query::default() }, &["Åsa"]),
        (Query { owner: owned, ..Query::default() }, &["Adam", "bert", "Zoë"]),
        (Query { owner: local, paused: true, ..Query::default() }, &[]),
    ];
    for (query, expected) in cases {
        assert_eq!(found(&f, &query), expected, "{query:?}");
    }
}

#[test]
fn an_edit_of_several_people_is_done_for_all_or_for_nobody() {
    let f = company();
    let before = f.store.employees().unwrap();
    let pause = |n: usize| {
        let mut after = before[n].clone();
        after.status = Status::Paused;
        PersonEdit { record: Some((before[n].clone(), after)), decisions: Vec::new() }
    };
    f.store.edit_person(&pause(3), later(1)).unwrap();
    let moved_on = f.store.edit_people(&[pause(0), pause(3)], later(2));
    assert!(matches!(moved_on, Err(StoreError::Outdated)), "the last is not as it was seen: {moved_on:?}");
    let paused = |people: &[rollcall_people::Employee]| {
        people.iter().filter(|person| person.status == Status::Paused).count()
    };
    assert_eq!(paused(&f.store.employees().unwrap()), 1, "the first stays as it was");
    f.store.edit_people(&[pause(0), pause(1)], later(3)).unwrap();
    assert_eq!(paused(&f.store.employees().unwrap()), 3, "and both when both fit");
}
