//! Throttling by resource units per 10 seconds ("Microsoft Graph service-specific throttling
//! limits", learn.microsoft.com). Border: counts; the clock is an argument.

use super::Effect;
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(10);

/// Units spent in the current window.
#[derive(Default)]
pub(super) struct Spent {
    since: Option<Instant>,
    units: u32,
}

impl Spent {
    /// Takes units; 429 with the seconds left of the window when they are not there.
    pub(super) fn take(&mut self, units: u32, limit: u32, now: Instant) -> Option<Effect> {
        let since = self.since.filter(|since| now.duration_since(*since) < WINDOW).unwrap_or_else(|| {
            self.units = 0;
            now
        });
        self.since = Some(since);
        if self.units + units <= limit {
            self.units += units;
            return None;
        }
        let left = WINDOW.saturating_sub(now.duration_since(since));
        Some(Effect::throttled(&format!("{:.3}", left.as_secs_f64())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_used_up_quota_names_the_rest_of_the_window() {
        let (mut spent, start) = (Spent::default(), Instant::now());
        assert!(spent.take(3, 4, start).is_none(), "three of four units are there");
        let effect = spent.take(2, 4, start + Duration::from_secs(4));
        assert_eq!(effect, Some(Effect::throttled("6.000")), "six of ten seconds are left");
        assert!(spent.take(2, 4, start + Duration::from_secs(10)).is_none(), "a new window begins");
    }
}
