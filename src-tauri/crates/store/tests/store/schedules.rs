//! What automatic syncs remember.

use crate::support::{fixture, now};
use chrono::TimeDelta;
use rollcall_schedule::{Memory, Retry};

#[test]
fn a_schedule_begins_switched_on_and_keeps_what_it_is_told() {
    let f = fixture();
    let fresh = f.store.schedule(f.connection, now()).unwrap();
    assert!(fresh.enabled, "automatic unless switched off");
    assert_eq!(fresh.memory, Memory::begin(now()), "nothing before was missed");
    let later = now() + TimeDelta::hours(1);
    assert_eq!(f.store.schedule(f.connection, later).unwrap(), fresh, "it begins once");
    let memory = Memory {
        since: later,
        last_day: Some(later.date_naive()),
        set_aside: Some(later.date_naive()),
        retry: Some(Retry { tries: 2, at: later }),
    };
    f.store.remember_schedule(f.connection, later, |_| memory).unwrap();
    assert_eq!(f.store.schedule(f.connection, later).unwrap().memory, memory, "every part of it");
}

#[test]
fn switching_on_again_counts_from_then() {
    let f = fixture();
    f.store.schedule(f.connection, now()).unwrap();
    let later = now() + TimeDelta::days(3);
    f.store.switch_schedule(f.connection, true, later).unwrap();
    assert_eq!(f.store.schedule(f.connection, later).unwrap().memory.since, now(), "it was on already");
    f.store.switch_schedule(f.connection, false, later).unwrap();
    assert!(!f.store.schedule(f.connection, later).unwrap().enabled, "off");
    f.store.switch_schedule(f.connection, true, later).unwrap();
    assert_eq!(f.store.schedule(f.connection, later).unwrap().memory.since, later, "on anew");
}

#[test]
fn a_removed_connection_takes_its_schedule_along() {
    let f = fixture();
    f.store.schedule(f.connection, now()).unwrap();
    f.store.disconnect(f.connection, rollcall_store::PeopleGo::Keep, now()).unwrap();
    assert!(f.store.schedule(f.connection, now()).is_err(), "there is nothing to schedule");
}
