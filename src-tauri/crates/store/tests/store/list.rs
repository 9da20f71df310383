//! The list as screens read it.

use crate::support::{Fixture, add, department, fixture};
use rollcall_people::{Email, Field, Kind};
use rollcall_store::{Query, Sort};

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
