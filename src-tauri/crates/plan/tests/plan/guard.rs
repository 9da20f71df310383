//! The removal limit on whole plans.

use crate::world::{World, is_empty, rows, warned};
use rollcall_people::testing::person;
use rollcall_people::{Person, Status};
use rollcall_plan::{GuardStatus, RemovalLimit, WarningCode};

fn people(count: usize) -> Vec<Person> {
    (0..count).map(|number| person(&format!("P{number:03}"))).collect()
}

fn after_leaving(before: usize, leaving: usize) -> World {
    World::synced(people(before)).then(people(before - leaving))
}

#[test]
fn five_may_always_leave_and_six_of_fifty_may_not() {
    let at = after_leaving(50, 5).plan();
    assert_eq!((at.guard.status, at.guard.removals, at.guard.limit), (GuardStatus::Ok, 5, 5), "N is allowed");
    let above = after_leaving(50, 6).plan();
    assert_eq!((above.guard.status, above.guard.removals), (GuardStatus::Held, 6), "N + 1 is held");
    assert!(above.can_be_allowed(), "the admin may allow it for this run");
    assert_eq!(above.changes.len(), 6, "and sees whom it concerns");
}

#[test]
fn the_share_counts_paused_people_but_not_archived_ones() {
    let limit = |status: Status| {
        let mut world = World::synced(people(60)).configured(|c| {
            c.policies.removal_limit = RemovalLimit { count: 0, percent: 10 };
        });
        for employee in world.employees.iter_mut().take(10) {
            employee.status = status;
        }
        world.plan().guard.limit
    };
    assert_eq!(limit(Status::Paused), 6, "ten percent of sixty");
    assert_eq!(limit(Status::Archived), 5, "ten percent of fifty");
}

#[test]
fn a_limit_of_everybody_still_holds_the_last_one() {
    let everybody = RemovalLimit { count: 1000, percent: 100 };
    let plan = |now: Vec<Person>| {
        World::synced(people(20)).then(now).configured(|c| c.policies.removal_limit = everybody).plan()
    };
    assert_eq!(plan(people(1)).guard.status, GuardStatus::Ok, "nearly all may go where the admin says so");
    let held = plan(vec![person("Zoe")]);
    assert_eq!((held.guard.status, held.guard.limit), (GuardStatus::Held, 19), "all at once wait");
    assert!(held.can_be_allowed(), "for a person, who may allow it for that run");
}

#[test]
fn a_directory_without_users_is_always_held() {
    let generous = RemovalLimit { count: 1000, percent: 100 };
    let world = World::synced(people(3)).then([]).configured(|c| c.policies.removal_limit = generous);
    let plan = world.plan();
    assert_eq!(plan.guard.status, GuardStatus::Held, "whatever the limit");
    assert!(!plan.can_be_allowed(), "and nobody can allow it");
    assert_eq!(warned(&plan), [WarningCode::NoUsers], "for this reason");
    let empty = World::of([]).plan();
    assert!(is_empty(&empty), "nothing to do: {:?}", rows(&empty));
    assert_eq!(empty.guard.status, GuardStatus::Held, "but still held");
}
