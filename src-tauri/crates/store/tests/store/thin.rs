//! Old runs keep their numbers, and no longer whom they changed.

use crate::support::{
    Fixture, adds, apply_run, connection, fixture, later, now, object, plan, read, retitle,
};
use chrono::{DateTime, Duration, Utc};
use rollcall_people::{ConnectionId, Identity, Reason, ReasonCode, TenantId};
use rollcall_plan::{Change, NotImported, Plan};
use rollcall_store::{ApplyRun, Erasure, RunId, StoreError};

const ALL: usize = 2_000;

impl Fixture {
    fn applied_at(&self, at: DateTime<Utc>, connection: ConnectionId, changes: Vec<Change>) -> RunId {
        let generation = read(&self.store, connection, &[]).generation;
        let plan = Plan { passed_over: vec![passed_over()], ..plan(changes) };
        let revision = self.store.revision().unwrap();
        let run = ApplyRun { started_at: at, ..apply_run(connection, &plan, revision, generation) };
        self.store.apply(&run).unwrap()
    }

    /// How many people a run tells of: changed, and passed over.
    fn told(&self, run: RunId) -> (usize, usize) {
        (self.store.run_changes(run).unwrap().len(), self.store.passed_over_positions(run).unwrap().len())
    }
}

fn passed_over() -> NotImported {
    NotImported {
        identity: Identity { tenant: TenantId::new(crate::support::TENANT), object: object(77) },
        name: "Zoe Passed".to_owned(),
        email: Some("zoe@contoso.example".to_owned()),
        reason: Reason::new(ReasonCode::SkippedThisTime),
    }
}

/// A run of long ago, one of last year, and one of today.
fn history() -> (Fixture, [RunId; 3]) {
    let f = fixture();
    let ago = |days| now() - Duration::days(days);
    let first = f.applied_at(ago(500), f.connection, adds(2, "Clerk"));
    let second = f.applied_at(ago(300), f.connection, retitle(&f.store.employees().unwrap(), "Chief"));
    let third = f.applied_at(now(), f.connection, retitle(&f.store.employees().unwrap(), "Boss"));
    (f, [first, second, third])
}

#[test]
fn what_is_older_than_the_limit_keeps_its_numbers_only() {
    let (f, [first, second, third]) = history();
    let before = f.store.employees().unwrap();
    let revision = f.store.revision().unwrap();
    let cutoff = now() - Duration::days(400);
    assert_eq!(f.store.thin_history(cutoff, ALL).unwrap(), 1, "the first");
    assert_eq!([first, second, third].map(|run| f.told(run)), [(0, 0), (2, 1), (2, 1)], "nobody in it");
    let stored = f.store.run(first).unwrap().unwrap();
    assert!(stored.summary_only, "it says so");
    assert_eq!(stored.record.counts.add, 2, "and still what it did");
    assert_eq!(f.store.employees().unwrap(), before, "the list is as it was");
    assert_eq!(f.store.revision().unwrap(), revision, "and so are plans");
    assert_eq!(f.store.thin_history(cutoff, ALL).unwrap(), 0, "done once");
}

#[test]
fn of_very_many_runs_the_newest_are_kept_in_full() {
    let (f, [first, second, third]) = history();
    assert_eq!(f.store.thin_history(now() - Duration::days(999), 1).unwrap(), 2, "two too many");
    assert_eq!([first, second, third].map(|run| f.told(run).0), [0, 0, 2], "the newest stays");
}

#[test]
fn the_newest_changes_of_a_connection_can_be_taken_back_however_old_they_are() {
    let f = fixture();
    let old = now() - Duration::days(900);
    let other = f.store.insert_connection(&connection("Fabrikam"), now()).unwrap();
    let quiet = f.applied_at(old, other, vec![crate::support::add(9, "Clerk")]);
    let busy = f.applied_at(old, f.connection, adds(2, "Clerk"));
    f.applied_at(now(), f.connection, retitle(&f.store.employees().unwrap()[1..], "Boss"));
    assert_eq!(f.store.thin_history(now(), 1).unwrap(), 1, "one of them has later work");
    assert_eq!((f.told(quiet).0, f.told(busy).0), (1, 0), "the other is its connection's newest");
    f.store.undo(quiet, later(5)).unwrap();
}

#[test]
fn what_is_kept_as_numbers_cannot_be_taken_back_and_nothing_happens() {
    let (f, [first, second, third]) = history();
    f.store.thin_history(now() - Duration::days(100), ALL).unwrap();
    let before = f.store.employees().unwrap();
    let undone = f.store.undo(second, later(5));
    assert!(matches!(undone, Err(StoreError::SummaryOnly(run)) if run == second), "{undone:?}");
    let restored = f.store.undo_to(first, later(5));
    assert!(matches!(restored, Err(StoreError::SummaryOnly(run)) if run == second), "{restored:?}");
    assert_eq!(f.store.employees().unwrap(), before, "all of it or nothing");
    assert_eq!(f.store.undo_to(second, later(6)).unwrap().runs.len(), 1, "what came after it can be");
    assert!(f.store.run(third).unwrap().unwrap().undone_by.is_some(), "and was");
}

#[test]
fn a_run_tells_whom_it_passed_over_until_that_person_is_erased() {
    let f = fixture();
    let run = f.applied_at(now(), f.connection, adds(1, "Clerk"));
    assert_eq!(f.store.run(run).unwrap().unwrap().passed_over, 1, "counted");
    let positions = f.store.passed_over_positions(run).unwrap();
    assert_eq!(f.store.passed_over_at(run, &positions).unwrap(), [passed_over()], "and told");
    let erasure = Erasure { identity: Some(passed_over().identity), ..Erasure::default() };
    f.store.erase(&erasure).unwrap();
    assert_eq!(f.told(run), (1, 0), "no longer");
    let database = std::fs::read(f.dir.path().join("rollcall.db")).unwrap();
    let holds = |text: &str| database.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(!holds("Zoe Passed"), "no byte of the file remembers");
}
