//! Departments renamed, merged and removed by hand.

use crate::support::{Fixture, add, adds, change, department, fixture, later};
use rollcall_people::{Employee, Move, Renames, Status};
use rollcall_plan::ChangeKind;
use rollcall_store::{PersonEdit, Query, RenameDepartment, StoreError};

impl Fixture {
    fn rename(&self, from: &str, to: &str) -> usize {
        let change = Move { from: department(from), to: department(to) };
        let inputs = self.store.department_inputs().unwrap();
        let renames = inputs.renames.after(&change, &[]);
        let rename = RenameDepartment {
            change: &change,
            renames: &renames,
            configs: &[(self.connection, "{\"of\": \"a rename\"}".to_owned())],
            revision: inputs.revision,
        };
        self.store.rename_department(&rename).unwrap()
    }

    fn remove(&self, path: &str) {
        let revision = self.store.revision().unwrap();
        self.store.remove_department(&department(path), &Renames::default(), revision).unwrap();
    }

    fn paths(&self) -> Vec<String> {
        self.store.departments().unwrap().iter().map(ToString::to_string).collect()
    }

    fn in_departments(&self, paths: &[&str]) -> Employee {
        let mut seen = self.store.employees().unwrap().remove(0);
        let before = seen.clone();
        seen.record.departments = paths.iter().map(|path| department(path)).collect();
        self.edit(before, seen)
    }

    fn edit(&self, before: Employee, after: Employee) -> Employee {
        let edit = PersonEdit { record: Some((before, after)), decisions: Vec::new() };
        self.store.edit_person(&edit, later(3)).unwrap();
        self.store.employees().unwrap().remove(0)
    }

    fn found(&self, search: &str) -> usize {
        self.store.employee_ids(&Query { search: search.to_owned(), ..Query::default() }).unwrap().len()
    }
}

fn of(employee: &Employee) -> Vec<String> {
    employee.record.departments.iter().map(ToString::to_string).collect()
}

#[test]
fn a_rename_takes_people_search_and_configuration_along() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    f.in_departments(&["Main / Desk"]);
    assert_eq!(f.rename("Main", "Zentrale"), 3, "everybody in it and below it");
    assert_eq!(f.paths(), ["Zentrale", "Zentrale / Desk"], "those below come along");
    assert_eq!(of(&f.store.employees().unwrap()[0]), ["Zentrale / Desk"], "with their people");
    assert_eq!((f.found("zentrale"), f.found("main")), (3, 0), "who are found by the new name");
    let inputs = f.store.department_inputs().unwrap();
    assert_eq!(inputs.renames.local(&department("Main / New")).as_str(), "Zentrale / New", "remembered");
    assert_eq!(inputs.connections[0].details.config, "{\"of\": \"a rename\"}", "in the same step");
}

#[test]
fn departments_become_one_and_nobody_is_in_it_twice() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    f.in_departments(&["Sales", "IT", "Vertrieb / Nord", "Vertrieb"]);
    f.rename("Vertrieb", "sales");
    let both = &f.store.employees().unwrap()[0];
    assert_eq!(of(both), ["Sales", "IT", "sales / Nord"], "where each stood first: {both:?}");
    f.rename("IT", "Sales");
    assert_eq!(of(&f.store.employees().unwrap()[0]), ["Sales", "sales / Nord"], "the primary one stays");
}

#[test]
fn another_spelling_is_the_same_department() {
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    f.rename("Main", "MAIN");
    assert_eq!(
        (f.paths(), of(&f.store.employees().unwrap()[0])),
        (vec!["MAIN".into()], vec!["MAIN".into()]),
        "respelled"
    );
}

#[test]
fn a_run_from_before_a_rename_is_taken_back_under_the_new_names() {
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    let anna = f.store.employees().unwrap().remove(0);
    let mut moved = anna.record.clone();
    moved.departments = vec![department("Vertrieb")];
    let run = f.sync(vec![change(ChangeKind::Update, 0, Some(anna.id), moved)]);
    f.rename("Vertrieb", "Sales");
    f.rename("Main", "Staff");
    let undone = f.store.undo(run, later(5)).unwrap();
    assert_eq!(undone.kept, [], "a renamed department is no edit of hers");
    assert_eq!(of(&f.store.employees().unwrap()[0]), ["Staff"], "where she was, as it is called now");
    assert_eq!(f.paths(), ["Sales", "Staff"], "no old name comes back");
    let shown = &f.store.run_changes(undone.run).unwrap()[0].fields[0];
    let said = (shown.from.as_deref(), shown.to.as_deref());
    assert_eq!(said, (Some("Sales"), Some("Staff")), "and the history of the undo says it so");
}

#[test]
fn a_run_from_before_two_departments_became_one_can_be_taken_back() {
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    let anna = f.store.employees().unwrap().remove(0);
    let mut both = anna.record.clone();
    both.departments = vec![department("Sales"), department("Vertrieb")];
    let run = f.sync(vec![change(ChangeKind::Update, 0, Some(anna.id), both)]);
    f.rename("Vertrieb", "Sales");
    assert_eq!(f.store.undo(run, later(5)).unwrap().kept, [], "one department instead of two is no edit");
    assert_eq!(of(&f.store.employees().unwrap()[0]), ["Main"], "back");
}

#[test]
fn a_removed_department_comes_back_with_its_people() {
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    let anna = f.in_departments(&["Old / Desk"]);
    let mut gone = anna.clone();
    gone.status = Status::Archived;
    let archived = f.edit(anna.clone(), gone);
    f.remove("Old");
    assert_eq!(f.paths(), ["Main"], "nobody of the list is in it");
    assert_eq!(of(&archived), ["Old / Desk"], "whoever is in the archive still is");
    f.edit(archived, anna);
    assert_eq!(f.paths(), ["Main", "Old / Desk"], "shown again with her");
    assert_eq!(f.store.placements().unwrap().len(), 2, "everywhere");
    assert_eq!(f.store.department_counts().unwrap()[1].people, 1, "and counted");
}

#[test]
fn an_empty_department_is_removed_and_can_be_made_again() {
    let f = fixture();
    f.sync(vec![add(0, "Clerk")]);
    f.in_departments(&["Sales"]);
    f.remove("Main");
    assert_eq!(f.paths(), ["Sales"], "gone");
    f.in_departments(&["Main"]);
    assert_eq!(f.paths(), ["Main", "Sales"], "a new one of that name");
}

#[test]
fn what_was_decided_on_an_older_list_is_refused() {
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    let old = f.store.revision().unwrap();
    f.in_departments(&["Sales"]);
    let removed = f.store.remove_department(&department("Main"), &Renames::default(), old);
    assert!(matches!(removed, Err(StoreError::Outdated)), "somebody may be in it by now: {removed:?}");
    assert!(matches!(f.store.put_renames(&Renames::default(), old), Err(StoreError::Outdated)), "the same");
}
