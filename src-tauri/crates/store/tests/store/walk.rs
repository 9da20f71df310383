//! The list in steps, beside the list at once.

use crate::support::{Fixture, add, connection, fixture, later, now};
use rollcall_people::{EmployeeId, Field, Owner, Seen, Status};
use rollcall_store::{PersonEdit, Query, Sort, Walk, WalkBy};

const NAMES: [&str; 9] = ["Zoë", "Anna", "anna", "Anna", "Åsa", "Bert", "", "Łukasz", "Anna B"];

/// Namesakes, one without a name, and at the end one each who is paused, archived, local, and another's.
fn company() -> Fixture {
    let f = fixture();
    let changes = NAMES.iter().chain(["Anna"; 4].iter()).enumerate().map(|(n, name)| {
        let mut change = add(n, "Clerk");
        change.record.fields.set(Field::DisplayName, Some(name));
        change
    });
    f.sync(changes.collect());
    let other = f.store.insert_connection(&connection("Fabrikam"), now()).unwrap();
    let people = f.store.employees().unwrap();
    let last = people.iter().skip(NAMES.len()).enumerate().map(|(n, person)| {
        let mut after = person.clone();
        match n {
            0 => after.status = Status::Paused,
            1 => after.status = Status::Archived,
            2 => after.owner = Owner::Local,
            _ => after.owner = Owner::Connection(other),
        }
        PersonEdit { record: Some((person.clone(), after)), decisions: Vec::new() }
    });
    f.store.edit_people(&last.collect::<Vec<_>>(), later(1)).unwrap();
    f
}

fn in_steps(f: &Fixture, walk: &Walk<'_>, step: usize) -> Vec<EmployeeId> {
    let mut met = Vec::new();
    loop {
        let next = f.store.walk(walk, met.last().copied(), step).unwrap();
        met.extend_from_slice(&next);
        if next.len() < step {
            return met;
        }
    }
}

#[test]
fn a_walk_in_steps_meets_the_people_of_a_connection_in_the_order_of_the_list() {
    let f = company();
    let others = f.store.all_but_those_of(f.connection).unwrap();
    assert_eq!(others.len(), 3, "archived, local, another's: {others:?}");
    for (by, sort) in [(WalkBy::Name, Sort::Name), (WalkBy::Email, Sort::Email)] {
        for (search, descending) in [("", false), ("", true), ("anna", false), ("clerk anna", true)] {
            let owner = Some(Owner::Connection(f.connection));
            let query = Query { search: search.to_owned(), owner, sort, descending, ..Query::default() };
            let at_once = f.store.employee_ids(&query).unwrap();
            assert!(at_once.len() > 4, "there are some of {query:?}");
            let walk = Walk { search, by, descending, but: &others };
            for step in [1, 2, 100] {
                assert_eq!(in_steps(&f, &walk, step), at_once, "{query:?} in steps of {step}");
            }
        }
    }
}

#[test]
fn a_walk_passes_by_whom_it_shall_not_meet() {
    let f = company();
    let all = f.store.employees().unwrap();
    let but: Seen<EmployeeId> = all.iter().skip(1).map(|person| person.id).collect();
    let walk = Walk { search: "", by: WalkBy::Name, descending: false, but: &but };
    assert_eq!(in_steps(&f, &walk, 2), [all[0].id], "and goes on behind them");
}
