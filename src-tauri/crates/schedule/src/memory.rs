//! What is remembered between two checks.

use crate::slot::slot;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

/// Pauses before the second, third and fourth try of a day.
const PAUSES: [TimeDelta; 3] = [TimeDelta::minutes(5), TimeDelta::minutes(15), TimeDelta::minutes(45)];

/// Further ahead than zones and one corrected day explain: the clock was wrong then.
pub(crate) const IMPLAUSIBLE: TimeDelta = TimeDelta::hours(48);

/// Kept per connection; survives restarts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// When the schedule was switched on, or its time changed: what lay before was not missed.
    pub since: DateTime<Utc>,
    /// The local day of the last automatic run.
    pub last_day: Option<NaiveDate>,
    /// A last day that lies years ahead: clock and memory disagree, and either may be wrong. It counts
    /// again when it comes near.
    pub set_aside: Option<NaiveDate>,
    /// A run that could not reach the service is tried again.
    pub retry: Option<Retry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Tries so far.
    pub tries: u8,
    pub at: DateTime<Utc>,
}

impl Memory {
    pub fn begin(now: DateTime<Utc>) -> Self {
        Self { since: now, last_day: None, set_aside: None, retry: None }
    }

    /// Without what disagrees with the clock: it would keep runs away for years. Keep the result when it
    /// differs.
    #[must_use]
    pub fn settled<Z: TimeZone>(self, now: DateTime<Utc>, zone: &Z) -> Self {
        let tomorrow = next(day(now, zone));
        let (near, far): (Vec<_>, Vec<_>) =
            [self.last_day, self.set_aside].into_iter().flatten().partition(|last| *last <= tomorrow);
        let jumped = self.last_day.is_some_and(|last| last > tomorrow) || self.since - now > IMPLAUSIBLE;
        Self {
            since: if jumped { now } else { self.since },
            last_day: near.into_iter().max(),
            set_aside: far.into_iter().max(),
            retry: self.retry.map(|retry| Retry { at: retry.at.min(now + PAUSES[2]), ..retry }),
        }
    }

    /// After a run: the day is done, however it ended.
    #[must_use]
    pub fn done<Z: TimeZone>(self, now: DateTime<Utc>, zone: &Z) -> Self {
        Self { last_day: Some(day(now, zone)), retry: None, ..self }
    }

    /// After a run that could not reach the service: again in a while, a few times; then the day is
    /// done, and the next one is a normal one.
    #[must_use]
    pub fn unreachable<Z: TimeZone>(self, now: DateTime<Utc>, zone: &Z) -> Self {
        let tries = self.retry.map_or(0, |retry| retry.tries);
        match PAUSES.get(usize::from(tries)) {
            Some(pause) => Self { retry: Some(Retry { tries: tries + 1, at: now + *pause }), ..self },
            None => self.done(now, zone),
        }
    }

    /// Whether a run of `now`'s local day was there already.
    pub fn ran_today<Z: TimeZone>(&self, now: DateTime<Utc>, zone: &Z) -> bool {
        self.last_day.is_some_and(|last| last >= day(now, zone))
    }

    /// The earliest day whose run is still to come or was missed.
    pub(crate) fn first_day<Z: TimeZone>(&self, at: NaiveTime, zone: &Z) -> NaiveDate {
        let began = day(self.since, zone);
        let counted = if slot(began, at, zone) > self.since { began } else { next(began) };
        self.last_day.map_or(counted, |last| counted.max(next(last)))
    }
}

fn day<Z: TimeZone>(at: DateTime<Utc>, zone: &Z) -> NaiveDate {
    at.with_timezone(zone).date_naive()
}

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}
