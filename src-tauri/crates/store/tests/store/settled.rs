//! Plans that changed nothing: kept, and forgotten as soon as anything they were made of moves.

use crate::support::{Fixture, adds, fixture, later, now, object, people, read};
use rollcall_people::{ConnectionId, Email, EmployeeId};
use rollcall_plan::{Config, Inputs, Settled, plan};
use rollcall_store::{Decision, DecisionEdit, Erasure, Override, PersonEdit};
use std::collections::{BTreeMap, BTreeSet};

/// A list of two, and the plan of an empty directory, which changes nothing.
fn kept() -> Fixture {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    keep(&f, f.store.revision().unwrap());
    assert!(is_kept(&f), "nothing moved");
    f
}

fn keep(f: &Fixture, revision: i64) {
    let generation = f.store.connection(f.connection).unwrap().unwrap().directory.unwrap().generation;
    f.store.keep_settled(f.connection, revision, generation, &nothing_to_do()).unwrap();
}

fn is_kept(f: &Fixture) -> bool {
    f.store.settled(f.connection).unwrap().is_some()
}

/// Somebody without an address is not imported, and nothing else happens.
fn nothing_to_do() -> Settled {
    let directory = rollcall_people::Directory { users: people(1, "any"), ..Default::default() };
    let (config, names, overrides, skip) =
        (Config::default(), BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    let inputs = Inputs {
        connection: ConnectionId(1),
        connection_names: &names,
        tenant: &rollcall_people::TenantId::new("t"),
        directory: &directory,
        employees: &[],
        departments: &[],
        renames: &rollcall_people::Renames::default(),
        config: &config,
        in_force: None,
        compared_at: None,
        overrides: &overrides,
        skip: &skip,
        now: now(),
    };
    Settled::of(&plan(&inputs), &inputs).unwrap()
}

#[test]
fn a_kept_plan_comes_back_as_it_was() {
    let f = kept();
    let kept = f.store.settled(f.connection).unwrap().unwrap();
    assert_eq!(kept.plan, nothing_to_do(), "word by word");
    assert_eq!(kept.revision, f.store.revision().unwrap(), "with what apply asks for");
    assert_eq!(kept.connection, f.store.connection(f.connection).unwrap().unwrap(), "and whose it is");
}

#[test]
fn an_edited_person_makes_it_forgotten() {
    let f = kept();
    let seen = f.store.employees().unwrap().remove(0);
    let mut after = seen.clone();
    after.record.email = Email::parse("other@contoso.example").unwrap();
    let edit = PersonEdit { record: Some((seen, after)), decisions: Vec::new() };
    f.store.edit_person(&edit, later(1)).unwrap();
    assert!(!is_kept(&f), "the list is another one");
}

#[test]
fn a_decision_by_hand_makes_it_forgotten() {
    let f = kept();
    let never = Override { object_id: object(7), decision: Decision::Never, note: None, set_at: now() };
    let decision = DecisionEdit { connection: f.connection, object: object(7), set: Some(never) };
    f.store.edit_person(&PersonEdit { record: None, decisions: vec![decision] }, later(1)).unwrap();
    assert!(!is_kept(&f), "somebody may have to leave");
}

#[test]
fn other_rules_make_it_forgotten() {
    let f = kept();
    f.store.update_connection(f.connection, |stored| stored.details.config = "{ }".to_owned()).unwrap();
    assert!(!is_kept(&f), "they may decide otherwise");
}

#[test]
fn a_new_read_makes_it_forgotten() {
    let f = kept();
    read(&f.store, f.connection, &people(2, "any"));
    assert!(!is_kept(&f), "Microsoft 365 may say something else");
}

#[test]
fn an_undo_makes_it_forgotten() {
    let f = kept();
    let run = f.store.last_run(f.connection).unwrap().unwrap().id;
    f.store.undo(run, later(1)).unwrap();
    assert!(!is_kept(&f), "nobody is in the list any more");
}

#[test]
fn a_plan_of_yesterdays_list_is_not_kept() {
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    keep(&f, f.store.revision().unwrap() - 1);
    assert!(!is_kept(&f), "the list moved while it was planned");
}

#[test]
fn erasing_somebody_leaves_no_kept_plan_with_them() {
    let f = kept();
    let needle = b"Person 0000";
    let in_file = || {
        let bytes = std::fs::read(f.dir.path().join("rollcall.db")).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    };
    let erasure = Erasure { employee: Some(EmployeeId(1)), ..Erasure::of(&f.store.employees().unwrap()[0]) };
    f.store.erase(&erasure).unwrap();
    assert!(!is_kept(&f), "the list is another one");
    assert!(!in_file(), "and no page of the file has the name");
}
