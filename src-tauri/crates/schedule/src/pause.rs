//! A pause: what falls into it is left out, and is not caught up afterwards.

use crate::memory::{IMPLAUSIBLE, Memory};
use crate::slot::slot;
use chrono::{DateTime, Days, NaiveTime, TimeZone, Utc};

/// When "tomorrow" begins for somebody who pauses in the evening: the night is left out.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(6, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// When a pause until tomorrow ends: with the next morning, six o'clock.
pub fn until_tomorrow<Z: TimeZone>(now: DateTime<Utc>, zone: &Z) -> DateTime<Utc> {
    let today = now.with_timezone(zone).date_naive();
    let morning = slot(today, MORNING, zone);
    if morning > now { morning } else { slot(today + Days::new(1), MORNING, zone) }
}

/// Whether a pause holds at `now`; one that ends further ahead was made under a wrong clock.
pub fn holds(until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now < until && until - now <= IMPLAUSIBLE
}

impl Memory {
    /// With everything before the end of a pause left out. Not to be kept: the pause is.
    #[must_use]
    pub fn paused(self, until: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        match until - now > IMPLAUSIBLE {
            true => self,
            false => Self {
                since: self.since.max(until),
                retry: self.retry.filter(|retry| retry.at >= until),
                ..self
            },
        }
    }
}
