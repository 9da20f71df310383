//! Many at once, in one process and in several.

use crate::support::{adds, apply, fixture, people, plan, read, retitle};
use rollcall_people::Field;
use rollcall_store::{Query, Store};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

/// How often the writer changes everybody.
const ROUNDS: usize = 15;

#[test]
fn twenty_readers_and_a_writer_never_meet_a_lock_or_half_a_run() {
    let f = fixture();
    f.sync(adds(50, "round 0"));
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    assert_uniform(&f.store);
                }
            });
        }
        for round in 1..=ROUNDS {
            f.sync(retitle(&f.store.employees().unwrap(), &format!("round {round}")));
        }
        done.store(true, Ordering::Relaxed);
    });
    let title = f.store.employees().unwrap()[49].record.fields.get(Field::JobTitle).map(str::to_owned);
    assert_eq!(title, Some(format!("round {ROUNDS}")), "every run was written");
}

/// Each run gives everybody the same title, so two titles would be half a run.
fn assert_uniform(store: &Store) {
    let lines = store.employee_rows(&store.employee_ids(&Query::default()).unwrap()).unwrap();
    assert_eq!(lines.len(), 50, "nobody is missing at any moment");
    let title = |n: usize| lines[n].employee.record.fields.get(Field::JobTitle);
    assert!((0..50).all(|n| title(n) == title(0)), "a run is seen whole or not at all");
}

#[test]
fn writers_of_two_processes_take_turns() {
    let f = fixture();
    let other = Store::open(&f.dir.path().join("rollcall.db")).unwrap();
    thread::scope(|scope| {
        for store in [&f.store, &other] {
            scope.spawn(move || {
                for n in 0..50 {
                    store.set_setting(&format!("key {n}"), Some("1")).unwrap();
                }
            });
        }
    });
    assert_eq!(other.setting("key 49").unwrap().as_deref(), Some("1"), "both got through");
}

#[test]
fn another_process_sees_a_finished_run_and_its_revision() {
    let f = fixture();
    let other = Store::open(&f.dir.path().join("rollcall.db")).unwrap();
    let before = other.revision().unwrap();
    read(&f.store, f.connection, &people(2, "any"));
    apply(&f.store, f.connection, &plan(adds(2, "Clerk"))).unwrap();
    assert_eq!(other.employees().unwrap().len(), 2, "the command line sees what the window did");
    assert!(other.revision().unwrap() > before, "and that its plan is outdated");
}

#[test]
fn commits_of_others_are_noticed_and_own_ones_are_none() {
    let f = fixture();
    let other = Store::open(&f.dir.path().join("rollcall.db")).unwrap();
    let version = || f.store.others_version().unwrap().unwrap();
    let before = version();
    f.sync(adds(3, "Clerk"));
    f.store.set_setting("key", Some("1")).unwrap();
    assert_eq!(version(), before, "what this one wrote it knows");
    other.set_setting("key", Some("2")).unwrap();
    let after = version();
    assert_ne!(after, before, "another one's write, however small");
    assert_eq!(version(), after, "and nothing more until it writes again");
}
