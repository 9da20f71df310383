//! When automatic syncs run: daily at a local time, at most once per local day, by the wall clock.
//!
//! The border: no clock, no time zone of its own, no storage. The caller asks [`check`] as often as it
//! likes (once a minute), keeps the [`Memory`], and says how a run ended. What the calendar, sleep or a
//! changed clock do in between needs no other care.

mod memory;
mod pause;
mod slot;

pub use memory::{Memory, Retry};
pub use pause::{holds, until_tomorrow};
pub use slot::slot;

use chrono::{DateTime, NaiveTime, TimeDelta, TimeZone, Utc};

/// The time of day when nobody chose another.
pub const DEFAULT_TIME: NaiveTime = match NaiveTime::from_hms_opt(3, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// A run this much after its time is a catch-up.
const LATE: TimeDelta = TimeDelta::minutes(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Due {
        /// Its time was missed: asleep, switched off, or offline.
        catch_up: bool,
    },
    /// Not before this instant, as clock and zone are now.
    Wait(DateTime<Utc>),
}

/// Whether a run is due `now`. `memory` must be [`Memory::settled`] with the same clock and zone.
pub fn check<Z: TimeZone>(memory: &Memory, at: NaiveTime, now: DateTime<Utc>, zone: &Z) -> Verdict {
    let first = slot(memory.first_day(at, zone), at, zone);
    let (begins, again) = match memory.retry {
        Some(retry) => (retry.at, true),
        None => (first, false),
    };
    if now < begins { Verdict::Wait(begins) } else { Verdict::Due { catch_up: again || now - first > LATE } }
}
