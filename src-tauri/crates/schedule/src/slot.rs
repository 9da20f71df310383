//! The instant of a local time on a day.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

/// Longer than any gap in local time, a skipped day at the date line included.
const WIDEST_GAP: i64 = 48 * 60;

/// A time that exists twice is the first one; one that does not exist is the next instant that does.
pub fn slot<Z: TimeZone>(day: NaiveDate, at: NaiveTime, zone: &Z) -> DateTime<Utc> {
    let wanted = day.and_time(at);
    let instant = (0..WIDEST_GAP).find_map(|minutes| {
        match zone.from_local_datetime(&(wanted + TimeDelta::minutes(minutes))) {
            LocalResult::Single(found) | LocalResult::Ambiguous(found, _) => Some(found.to_utc()),
            LocalResult::None => None,
        }
    });
    instant.unwrap_or_else(|| wanted.and_utc())
}
