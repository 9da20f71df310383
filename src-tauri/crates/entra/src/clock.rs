//! How this machine's clock compares with the sign-in service's.
//!
//! A wrong clock keeps nobody from signing in, but the admin should know: times are shown wrong,
//! and daily work runs at the wrong hour.

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that differs by less is as good as right.
const TOLERANCE: TimeDelta = TimeDelta::minutes(2);

/// The outcome of comparing the local clock with the `Date` of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockCheck {
    /// No answer told the time.
    #[default]
    NotMeasured,
    Right,
    /// Local clock minus the service's, two minutes or more.
    Off(TimeDelta),
}

impl ClockCheck {
    pub(crate) fn of(local: DateTime<Utc>, service: Option<DateTime<Utc>>) -> Self {
        match service.map(|service| local - service) {
            None => Self::NotMeasured,
            Some(offset) if offset.abs() < TOLERANCE => Self::Right,
            Some(offset) => Self::Off(offset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_offset_that_matters_is_one() {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let at = |offset: TimeDelta| ClockCheck::of(now, Some(now - offset));
        assert_eq!(at(TimeDelta::seconds(119)), ClockCheck::Right, "the way takes some seconds");
        assert_eq!(at(TimeDelta::hours(2)), ClockCheck::Off(TimeDelta::hours(2)), "ahead is positive");
        assert_eq!(at(TimeDelta::days(-1)), ClockCheck::Off(TimeDelta::days(-1)), "behind is negative");
        assert_eq!(ClockCheck::of(now, None), ClockCheck::NotMeasured, "no date, no judgement");
    }
}
