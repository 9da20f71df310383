//! Runs, and what they did to each person.

use crate::support::{adds, fixture, later, retitle, run};
use rollcall_plan::ChangeKind;
use rollcall_store::{RunResult, RunTrigger, Snapshot};

#[test]
fn every_change_keeps_the_record_before_and_after() {
    let f = fixture();
    let first = f.sync(adds(2, "Clerk"));
    let before = f.store.employees().unwrap();
    let second = f.sync(retitle(&before, "Chief"));
    let after = f.store.employees().unwrap();
    for (n, change) in f.store.run_changes(second).unwrap().iter().enumerate() {
        let (was, is) = (change.before.as_ref().unwrap(), change.after.as_ref().unwrap());
        assert_eq!(was.employee(before[n].id), before[n], "whole, so that it can be taken back");
        assert_eq!(is.employee(after[n].id), after[n], "whole, so that later edits are noticed");
    }
    let added = &f.store.run_changes(first).unwrap()[0];
    assert_eq!(added.before, None, "there was nobody before");
    assert_eq!(added.after, Some(Snapshot::from(&before[0])), "the history tells what came");
}

#[test]
fn a_persons_history_starts_with_the_latest_run() {
    let f = fixture();
    let first = f.sync(adds(1, "Clerk"));
    let second = f.sync(retitle(&f.store.employees().unwrap(), "Chief"));
    let person = f.store.employees().unwrap()[0].id;
    let events = f.store.employee_events(person, 9).unwrap();
    let told: Vec<_> = events.iter().map(|event| (event.run, event.kind)).collect();
    assert_eq!(told, [(second, ChangeKind::Update), (first, ChangeKind::Add)], "newest first");
    assert_eq!(events[0].at, later(1), "with its time");
    assert_eq!(f.store.employee_events(person, 1).unwrap().len(), 1, "as many as asked for");
}

#[test]
fn runs_page_backwards() {
    let f = fixture();
    let ids: Vec<_> =
        (0..5).map(|_| f.store.record_run(&run(f.connection, RunResult::Held), &[]).unwrap()).collect();
    let page = |before| f.store.runs(2, before).unwrap().iter().map(|run| run.id).collect::<Vec<_>>();
    assert_eq!(page(None), [ids[4], ids[3]], "the newest come first");
    assert_eq!(page(Some(ids[3])), [ids[2], ids[1]], "then what is older than the last one seen");
    assert_eq!(f.store.last_run(f.connection).unwrap().unwrap().id, ids[4], "the newest of the connection");
}

#[test]
fn a_failed_run_keeps_its_error() {
    let f = fixture();
    let mut failed = run(f.connection, RunResult::Failed);
    failed.error = Some("{\"code\":\"offline\"}".to_owned());
    failed.read = Some("{\"mode\":\"full\"}".to_owned());
    let id = f.store.record_run(&failed, &[]).unwrap();
    assert_eq!(f.store.run(id).unwrap().unwrap().record, failed, "the whole record");
}

#[test]
fn only_a_manual_sync_unlocks_automatic_ones() {
    let unlocked = |trigger, result| {
        let f = fixture();
        f.store.record_run(&rollcall_store::RunRecord { trigger, ..run(f.connection, result) }, &[]).unwrap();
        f.store.connection(f.connection).unwrap().unwrap().synced_once
    };
    assert!(unlocked(RunTrigger::Manual, RunResult::NoChanges), "nothing to do is a sync too");
    assert!(!unlocked(RunTrigger::Manual, RunResult::Held), "a held one is not");
    assert!(!unlocked(RunTrigger::Manual, RunResult::Failed), "nor a failed one");
    assert!(!unlocked(RunTrigger::Scheduled, RunResult::NoChanges), "nor one nobody looked at");
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    assert!(f.store.connection(f.connection).unwrap().unwrap().synced_once, "an applied one is");
}

#[test]
fn asking_for_everything_is_no_error() {
    let f = fixture();
    let run = f.sync(adds(1, "Clerk"));
    let person = f.store.employees().unwrap()[0].id;
    assert_eq!(f.store.runs(usize::MAX, None).unwrap()[0].id, run, "no limit is a limit too");
    assert_eq!(f.store.employee_events(person, usize::MAX).unwrap().len(), 1, "for people as for runs");
}
