//! Applying plans: what is written, and when nothing is.

use crate::support::{
    add, adds, apply, apply_run, change, department, fixture, later, now, object, people, plan, read, record,
    retitle,
};
use rollcall_people::{Email, Employee, EmployeeId, Field, Owner, Reason, ReasonCode, Status};
use rollcall_plan::{ChangeKind, Plan};
use rollcall_store::{ApplyRun, Query, StoreError};

#[test]
fn what_the_preview_said_is_kept_beside_what_was_done() {
    let f = fixture();
    let first = f.sync(adds(1, "Clerk"));
    assert_eq!(f.store.run(first).unwrap().unwrap().planned, None, "nobody had looked");
    let inputs = f.store.inputs(f.connection).unwrap();
    let generation = inputs.directory.map_or(0, |(info, _)| info.generation);
    let (shown, done) = (plan(vec![add(1, "Clerk"), add(2, "Clerk")]), plan(vec![add(2, "Clerk")]));
    let planned = Some(shown.counts());
    let run = ApplyRun { planned, ..apply_run(f.connection, &done, inputs.revision, generation) };
    let stored = f.store.run(f.store.apply(&run).unwrap()).unwrap().unwrap();
    assert_eq!(stored.planned.map(|counts| counts.add), Some(2), "as it was shown");
    assert_eq!(stored.record.counts.add, 1, "and what became of it");
}

#[test]
fn an_added_person_is_exactly_the_planned_record() {
    let f = fixture();
    let mut planned = add(1, "Clerk");
    planned.record.aliases = vec![Email::parse("One@Contoso.example").unwrap()];
    planned.record.departments = vec![department("Sales / EMEA"), department("Board")];
    for (n, &field) in Field::ALL.iter().enumerate() {
        planned.record.fields.set(field, Some(&format!("value {n}")));
    }
    planned.pins = vec![Field::Office];
    f.sync(vec![planned.clone()]);
    let employees = f.store.employees().unwrap();
    assert_eq!(
        employees,
        [Employee {
            id: employees[0].id,
            owner: Owner::Connection(f.connection),
            status: Status::Active,
            archived_by_hand: false,
            identity: Some(planned.identity),
            record: planned.record,
            pinned: [Field::Office].into(),
            department_by_hand: false,
            pinned_at: Default::default(),
        }],
        "every field, in its column"
    );
    assert_eq!(
        f.store.departments().unwrap(),
        [department("Board"), department("Sales / EMEA")],
        "missing departments are made"
    );
}

#[test]
fn an_update_writes_the_new_record_over_the_old_one() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let before = f.store.employees().unwrap();
    let mut moved = retitle(&before, "Chief");
    moved[0].record.departments = vec![department("Board")];
    moved[0].record.fields.set(Field::DisplayName, None);
    f.sync(moved.clone());
    let after = f.store.employees().unwrap();
    let records: Vec<_> = after.iter().map(|e| e.record.clone()).collect();
    assert_eq!(
        records,
        moved.into_iter().map(|c| c.record).collect::<Vec<_>>(),
        "cleared values are cleared"
    );
    assert_eq!(after[1].id, before[1].id, "the same people");
}

#[test]
fn a_leaver_is_archived_and_comes_back_as_the_same_record() {
    let f = fixture();
    f.sync(vec![add(1, "Clerk")]);
    let person = f.store.employees().unwrap().remove(0);
    f.sync(vec![change(ChangeKind::Remove, 1, Some(person.id), person.record.clone())]);
    let line = f.store.employee(person.id).unwrap().unwrap();
    assert_eq!(line.employee.status, Status::Archived, "leavers are not deleted");
    assert_eq!(line.archived_at, Some(later(1)), "and the archive knows since when");
    assert_eq!(f.store.employee_ids(&Query::default()).unwrap(), [], "the list does not show them");
    f.sync(vec![change(ChangeKind::Restore, 1, Some(person.id), person.record.clone())]);
    let line = f.store.employee(person.id).unwrap().unwrap();
    assert_eq!((line.employee, line.archived_at), (person, None), "back as if never gone");
}

#[test]
fn a_link_makes_a_local_record_the_connections() {
    let f = fixture();
    f.sync(vec![add(1, "Clerk")]);
    f.store.disconnect(f.connection, rollcall_store::PeopleGo::Keep, now()).unwrap();
    let again = f.store.insert_connection(&crate::support::connection("Again"), now()).unwrap();
    let local = f.store.employees().unwrap().remove(0);
    read(&f.store, again, &people(3, "any"));
    let mut link = change(ChangeKind::Link, 2, Some(local.id), record(2, "Renamed", "Clerk"));
    link.pins = vec![Field::JobTitle];
    apply(&f.store, again, &plan(vec![link])).unwrap();
    let linked = f.store.employees().unwrap().remove(0);
    assert_eq!(
        (linked.id, linked.owner),
        (local.id, Owner::Connection(again)),
        "the same record, now managed"
    );
    assert_eq!(linked.identity.unwrap().object, object(2), "it stands for the new object");
    assert!(linked.pinned.contains(&Field::JobTitle), "what the policy kept is pinned");
}

#[test]
fn conflicts_are_left_for_people_to_decide() {
    let f = fixture();
    f.sync(vec![change(ChangeKind::Conflict, 1, None, record(1, "Two of them", "Clerk")), add(2, "Clerk")]);
    assert_eq!(f.store.employees().unwrap().len(), 1, "only the clear case is written");
}

#[test]
fn a_department_in_another_spelling_is_the_same() {
    let f = fixture();
    let mut changes = adds(2, "Clerk");
    changes[0].record.departments = vec![department("Sales")];
    changes[1].record.departments = vec![department("SALES")];
    f.sync(changes);
    let paths: Vec<_> = f.store.departments().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(paths, ["Sales"], "the first spelling stays");
}

#[test]
fn new_departments_of_the_plan_exist_afterwards() {
    let f = fixture();
    read(&f.store, f.connection, &people(1, "any"));
    let planned = Plan { new_departments: vec![department("Empty / Still")], ..plan(vec![add(1, "Clerk")]) };
    apply(&f.store, f.connection, &planned).unwrap();
    assert!(f.store.departments().unwrap().contains(&department("Empty / Still")), "the preview promised it");
}

#[test]
fn a_plan_of_yesterdays_list_is_refused() {
    let f = fixture();
    let info = read(&f.store, f.connection, &people(2, "any"));
    let revision = f.store.revision().unwrap();
    let (first, second) = (plan(vec![add(0, "Clerk")]), plan(vec![add(1, "Clerk")]));
    f.store.apply(&apply_run(f.connection, &first, revision, info.generation)).unwrap();
    let late = f.store.apply(&apply_run(f.connection, &second, revision, info.generation));
    assert!(matches!(late, Err(StoreError::Outdated)), "the list changed under it: {late:?}");
    assert_eq!(f.store.employees().unwrap().len(), 1, "and nothing of it was written");
    assert_eq!(f.store.runs(9, None).unwrap().len(), 1, "not even a run");
}

#[test]
fn a_plan_of_yesterdays_directory_is_refused() {
    let f = fixture();
    let info = read(&f.store, f.connection, &people(1, "before"));
    let planned = plan(vec![add(0, "Clerk")]);
    let revision = f.store.revision().unwrap();
    read(&f.store, f.connection, &people(1, "after"));
    let late = f.store.apply(&apply_run(f.connection, &planned, revision, info.generation));
    assert!(matches!(late, Err(StoreError::Outdated)), "Microsoft 365 moved on: {late:?}");
}

#[test]
fn one_impossible_change_undoes_the_whole_run() {
    let f = fixture();
    let info = read(&f.store, f.connection, &people(2, "any"));
    let ghost = change(ChangeKind::Update, 1, Some(EmployeeId(4711)), record(1, "Ghost", "none"));
    let mixed = Plan { new_departments: vec![department("New")], ..plan(vec![add(0, "Clerk"), ghost]) };
    let revision = f.store.revision().unwrap();
    let refused = f.store.apply(&apply_run(f.connection, &mixed, revision, info.generation));
    assert!(matches!(refused, Err(StoreError::Outdated)), "nobody of that id exists: {refused:?}");
    assert_eq!(f.store.employees().unwrap(), [], "the good half was taken back");
    assert_eq!(f.store.departments().unwrap(), [], "with its department");
    assert_eq!(f.store.revision().unwrap(), revision, "as if it had never been tried");
}

#[test]
fn a_second_record_of_a_living_person_is_impossible() {
    let f = fixture();
    f.sync(vec![add(1, "Clerk")]);
    read(&f.store, f.connection, &people(1, "any"));
    let twin = apply(&f.store, f.connection, &plan(vec![add(1, "Clerk")]));
    assert!(matches!(twin, Err(StoreError::Sqlite(_))), "the database itself refuses twins: {twin:?}");
    assert_eq!(f.store.employees().unwrap().len(), 1, "and stays as it was");
}

#[test]
fn the_reason_of_each_change_is_kept() {
    let f = fixture();
    let mut planned = add(1, "Clerk");
    planned.reason = Reason::new(ReasonCode::MatchesRule).into();
    planned.rule = Some("Everyone in Sales".into());
    let run = f.sync(vec![planned.clone()]);
    let kept = f.store.run_changes(run).unwrap().remove(0);
    let fields = planned.fields().into_owned();
    assert!(
        fields.iter().any(|field| field.field == "job_title"),
        "every value of the new record: {fields:?}"
    );
    assert_eq!(
        (&kept.reason, kept.rule.as_deref()),
        (&*planned.reason, planned.rule.as_deref()),
        "as planned"
    );
    assert_eq!(kept.fields, fields, "and what it changed");
}
