//! Clocks that run, jump, sleep and travel, for 400 days at a time.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::{
    America::New_York, Australia::Lord_Howe, Europe::Berlin, Europe::Helsinki, Pacific::Apia, Tz,
};
use rollcall_schedule::{DEFAULT_TIME, Memory, Verdict, check, holds, slot, until_tomorrow};
use std::collections::BTreeSet;

/// A machine with a clock that can be wrong, and what its scheduler did.
struct Machine {
    now: DateTime<Utc>,
    zone: Tz,
    at: NaiveTime,
    memory: Memory,
    offline: bool,
    pause: Option<DateTime<Utc>>,
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    at: DateTime<Utc>,
    day: NaiveDate,
    catch_up: bool,
}

impl Machine {
    fn new(start: &str, zone: Tz) -> Self {
        let now = start.parse().unwrap();
        let memory = Memory::begin(now);
        Self { now, zone, at: DEFAULT_TIME, memory, offline: false, pause: None, runs: Vec::new() }
    }

    fn tick(&mut self) {
        self.memory = self.memory.settled(self.now, &self.zone);
        let memory = self.pause.map_or(self.memory, |until| self.memory.paused(until, self.now));
        let Verdict::Due { catch_up } = check(&memory, self.at, self.now, &self.zone) else { return };
        let day = self.now.with_timezone(&self.zone).date_naive();
        self.runs.push(Run { at: self.now, day, catch_up });
        self.memory = match self.offline {
            true => self.memory.unreachable(self.now, &self.zone),
            false => self.memory.done(self.now, &self.zone),
        };
    }

    /// Awake for this long, looking at the clock every `step` minutes.
    fn awake(&mut self, time: TimeDelta, step: i64) {
        let end = self.now + time;
        while self.now < end {
            self.tick();
            self.now += TimeDelta::minutes(step);
        }
    }

    fn jump(&mut self, by: TimeDelta) {
        self.now += by;
    }

    fn next_run(&mut self) -> DateTime<Utc> {
        self.memory = self.memory.settled(self.now, &self.zone);
        match check(&self.memory, self.at, self.now, &self.zone) {
            Verdict::Wait(at) => at,
            Verdict::Due { .. } => self.now,
        }
    }

    #[track_caller]
    fn assert_once_a_day(&self) {
        let days: BTreeSet<_> = self.runs.iter().map(|run| run.day).collect();
        assert_eq!(days.len(), self.runs.len(), "at most once per local day: {:?}", self.runs);
    }
}

#[test]
fn every_day_of_400_has_its_run_at_its_time() {
    for zone in [Helsinki, Berlin, New_York, Lord_Howe, Tz::UTC] {
        for at in [DEFAULT_TIME, NaiveTime::from_hms_opt(2, 15, 0).unwrap()] {
            let mut machine = Machine { at, ..Machine::new("2026-01-01T12:00:00Z", zone) };
            machine.awake(TimeDelta::days(400), 5);
            assert_eq!(machine.runs.len(), 400, "{zone}: one a day");
            machine.assert_once_a_day();
            for run in &machine.runs {
                let late = run.at - slot(run.day, at, &zone);
                assert!(late >= TimeDelta::zero() && late <= TimeDelta::minutes(5), "{zone}: {run:?}");
                assert!(!run.catch_up, "{zone}: nothing was missed: {run:?}");
            }
        }
    }
}

#[test]
fn a_time_that_does_not_exist_is_the_next_instant_that_does() {
    for (zone, day, at, instant) in [
        (Helsinki, (2026, 3, 29), (3, 0), "2026-03-29T01:00:00Z"),
        (Berlin, (2026, 3, 29), (2, 30), "2026-03-29T01:00:00Z"),
        (New_York, (2026, 3, 8), (2, 30), "2026-03-08T07:00:00Z"),
        (Lord_Howe, (2026, 10, 4), (2, 15), "2026-10-03T15:30:00Z"),
        (Apia, (2011, 12, 30), (3, 0), "2011-12-30T10:00:00Z"),
    ] {
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        let found = slot(day, NaiveTime::from_hms_opt(at.0, at.1, 0).unwrap(), &zone);
        assert_eq!(found, instant.parse::<DateTime<Utc>>().unwrap(), "{zone}, {day}");
    }
}

#[test]
fn a_time_that_exists_twice_runs_once() {
    for (zone, start) in [(Helsinki, "2026-10-24T12:00:00Z"), (New_York, "2026-10-31T16:00:00Z")] {
        let at = NaiveTime::from_hms_opt(if zone == Helsinki { 3 } else { 1 }, 30, 0).unwrap();
        let mut machine = Machine { at, ..Machine::new(start, zone) };
        machine.awake(TimeDelta::hours(30), 1);
        assert_eq!(machine.runs.len(), 1, "{zone}: one of the two");
        let minute = machine.runs[0].at.with_timezone(&zone).minute();
        assert_eq!((machine.runs[0].at, minute), (slot(machine.runs[0].day, at, &zone), 30), "the first");
    }
}

#[test]
fn asleep_over_the_time_means_one_catch_up_at_once() {
    for nights in [1, 3, 40] {
        let mut machine = Machine::new("2026-06-01T12:00:00Z", Berlin);
        machine.awake(TimeDelta::days(2), 1);
        let before = machine.runs.len();
        machine.jump(TimeDelta::days(nights) - TimeDelta::hours(2));
        let woke = machine.now;
        machine.awake(TimeDelta::hours(3), 1);
        let caught: Vec<_> = machine.runs[before..].to_vec();
        assert_eq!(caught.len(), 1, "{nights} nights: one, not {nights}: {caught:?}");
        assert!(caught[0].catch_up && caught[0].at == woke, "at the next chance: {caught:?}");
        machine.awake(TimeDelta::days(3), 1);
        machine.assert_once_a_day();
        assert_eq!(machine.runs.len(), before + 4, "and every day after that is normal");
    }
}

#[test]
fn switching_it_on_catches_nothing_up() {
    let mut machine = Machine::new("2026-06-01T12:00:00Z", Berlin);
    assert_eq!(machine.next_run(), "2026-06-02T01:00:00Z".parse::<DateTime<Utc>>().unwrap(), "tomorrow");
    machine.awake(TimeDelta::hours(12), 1);
    assert_eq!(machine.runs.len(), 0, "what lay before was not missed");
    let mut early = Machine::new("2026-06-01T00:30:00Z", Berlin);
    assert_eq!(early.next_run(), "2026-06-01T01:00:00Z".parse::<DateTime<Utc>>().unwrap(), "or today");
}

#[test]
fn a_clock_set_wrong_and_right_again_neither_doubles_nor_stops_runs() {
    for wrong in [1, -1, 3650, -3650] {
        let mut machine = Machine::new("2026-06-01T12:00:00Z", Berlin);
        machine.awake(TimeDelta::days(3), 1);
        machine.jump(TimeDelta::days(wrong));
        machine.awake(TimeDelta::hours(4), 1);
        machine.jump(TimeDelta::days(-wrong));
        let next = machine.next_run();
        assert!(next - machine.now < TimeDelta::hours(48), "{wrong} days: no endless wait, {next}");
        let before = machine.runs.len();
        machine.awake(TimeDelta::days(10), 1);
        assert!(machine.runs.len() >= before + 9, "{wrong} days: every day again: {:?}", machine.runs);
        machine.assert_once_a_day();
    }
}

#[test]
fn travelling_doubles_no_day() {
    let zones = [Berlin, Lord_Howe, New_York, Helsinki, Apia, New_York, Berlin];
    let mut machine = Machine::new("2026-06-01T12:00:00Z", Berlin);
    for zone in zones {
        machine.zone = zone;
        let next = machine.next_run();
        assert!(next - machine.now <= TimeDelta::hours(52), "{zone}: no endless wait, {next}");
        machine.awake(TimeDelta::hours(31), 1);
    }
    machine.assert_once_a_day();
    assert!(machine.runs.len() >= 6, "about a run a day on the way: {:?}", machine.runs);
}

#[test]
fn offline_is_tried_a_few_times_and_the_next_day_is_normal() {
    let mut machine = Machine::new("2026-06-01T12:00:00Z", Berlin);
    machine.offline = true;
    machine.awake(TimeDelta::hours(20), 1);
    let minutes: Vec<_> =
        machine.runs.iter().map(|run| (run.at - machine.runs[0].at).num_minutes()).collect();
    assert_eq!(minutes, [0, 5, 20, 65], "four tries with growing pauses");
    machine.offline = false;
    machine.awake(TimeDelta::hours(24), 1);
    assert_eq!(machine.runs.len(), 5, "then the day is over");
    assert!(!machine.runs[4].catch_up, "and the next one normal");
}

#[test]
fn a_success_ends_the_tries() {
    let mut machine = Machine::new("2026-06-01T12:00:00Z", Berlin);
    machine.offline = true;
    machine.awake(TimeDelta::hours(13) + TimeDelta::minutes(2), 1);
    assert_eq!(machine.runs.len(), 1, "the first try");
    machine.offline = false;
    machine.awake(TimeDelta::hours(10), 1);
    assert_eq!(machine.runs.len(), 2, "the second one reaches the service");
    assert!(machine.runs[1].catch_up, "after its time");
}

fn at(time: &str) -> DateTime<Utc> {
    time.parse().unwrap()
}

#[test]
fn tomorrow_begins_with_the_next_morning() {
    for (zone, now, morning, why) in [
        (Berlin, "2026-11-21T21:00:00Z", "2026-11-22T05:00:00Z", "in the evening: the night is left out"),
        (Berlin, "2026-11-22T00:30:00Z", "2026-11-22T05:00:00Z", "after midnight it is the same night"),
        (Berlin, "2026-11-22T05:00:00Z", "2026-11-23T05:00:00Z", "in the morning: the whole day"),
        (Helsinki, "2026-03-28T20:00:00Z", "2026-03-29T03:00:00Z", "over a night of 23 hours"),
    ] {
        assert_eq!(until_tomorrow(at(now), &zone), at(morning), "{zone} at {now}: {why}");
    }
}

#[test]
fn what_falls_into_a_pause_is_left_out_and_not_caught_up() {
    for hours in [3, 11] {
        let mut machine = Machine::new("2026-06-01T12:00:00Z", Berlin);
        machine.awake(TimeDelta::days(2), 1);
        machine.jump(TimeDelta::hours(hours));
        let (until, before) = (until_tomorrow(machine.now, &Berlin), machine.runs.len());
        machine.pause = Some(until);
        machine.awake(TimeDelta::days(2), 1);
        let after: Vec<_> = machine.runs[before..].iter().map(|run| run.at).collect();
        assert_eq!(after, [at("2026-06-05T01:00:00Z")], "{hours} h: one night left out, then as ever");
        assert!(!machine.runs[before].catch_up, "nothing was missed");
    }
}

#[test]
fn a_pause_made_under_a_wrong_clock_holds_nothing_up() {
    let now = at("2026-06-01T12:00:00Z");
    let until = until_tomorrow(now + TimeDelta::days(3650), &Berlin);
    assert!(!holds(until, now), "ten years ahead is no tomorrow");
    let mut machine = Machine { pause: Some(until), ..Machine::new("2026-06-01T12:00:00Z", Berlin) };
    machine.awake(TimeDelta::days(3), 1);
    assert_eq!(machine.runs.len(), 3, "every night as ever");
}

#[test]
fn a_try_that_is_still_to_come_falls_into_the_pause_too() {
    let mut machine = Machine { offline: true, ..Machine::new("2026-06-01T12:00:00Z", Berlin) };
    machine.awake(TimeDelta::hours(13) + TimeDelta::minutes(2), 1);
    assert_eq!(machine.runs.len(), 1, "the first try");
    machine.pause = Some(until_tomorrow(machine.now, &Berlin));
    machine.awake(TimeDelta::hours(20), 1);
    assert_eq!(machine.runs.len(), 1, "no further one");
    machine.awake(TimeDelta::hours(6), 1);
    assert!(machine.runs.len() > 2, "the next night has tries of its own: {:?}", machine.runs);
}
