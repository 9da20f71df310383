//! How often and how long one request is tried. Pure: time and chance are arguments.

use crate::error::{Flaw, GraphError};
use crate::limits::Limits;
use rollcall_reach::Unreachable;
use std::time::Duration;

/// More than any load makes a time-out late.
const NEVER_SO_LATE: Duration = Duration::from_secs(60);

pub(crate) struct Budget {
    limits: Limits,
    tries: u32,
    waited: Duration,
    answering: Duration,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { limits: limits.clone(), tries: 0, waited: Duration::ZERO, answering: Duration::ZERO }
    }

    /// Time left for tries. Zero: none.
    pub(crate) fn time_left(&self) -> Duration {
        self.limits.answering.saturating_sub(self.answering)
    }

    /// A try that went on for long after its time was slept through, with the whole computer: whoever
    /// should have answered never had that time.
    pub(crate) fn spend(&mut self, on_a_try: Duration) {
        let slept = on_a_try > self.time_left() + NEVER_SO_LATE;
        self.answering += if slept { Duration::ZERO } else { on_a_try };
    }

    /// How long to pause before the next try; `None`: give up. `jitter` is a random number in 0..1.
    ///
    /// At least what the server asked for, and never before: only the part on top is random.
    pub(crate) fn pause(&mut self, error: &GraphError, jitter: f64) -> Option<Duration> {
        self.tries += 1;
        if self.tries >= self.allowed(error) || self.time_left().is_zero() {
            return None;
        }
        let pace = self.limits.pace * (1 << (self.tries - 1).min(6));
        let left = self.limits.waiting.saturating_sub(self.waited);
        let pause = match error.retry_after() {
            Some(asked) if asked > left => return None,
            Some(asked) => asked + pace.mul_f64(jitter),
            None => pace.mul_f64(0.5 + jitter),
        };
        self.waited += pause.min(left);
        Some(pause.min(left))
    }

    fn allowed(&self, error: &GraphError) -> u32 {
        match error {
            GraphError::Throttled { .. } | GraphError::Server { .. } => self.limits.tries,
            GraphError::Offline { why, .. } => match why {
                Unreachable::Timeout | Unreachable::Lost => self.limits.tries,
                Unreachable::Name | Unreachable::Connection => self.limits.short_tries,
                Unreachable::Tls | Unreachable::Proxy => 1,
            },
            GraphError::BadAnswer { what: Flaw::TooLarge | Flaw::Redirect | Flaw::Link, .. } => 1,
            GraphError::BadAnswer { .. } => self.limits.short_tries,
            _ => 1,
        }
    }
}

/// Whether the connection itself is suspect: a gateway in trouble, or an answer that never came.
pub(crate) fn suspects_connection(error: &GraphError) -> bool {
    matches!(error, GraphError::Server { .. } | GraphError::Offline { .. } | GraphError::BadAnswer { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Trace;

    fn throttled(seconds: Option<u64>) -> GraphError {
        GraphError::Throttled { retry_after: seconds.map(Duration::from_secs), trace: Trace::default() }
    }

    fn pauses(error: &GraphError, jitter: f64) -> Vec<Duration> {
        let mut budget = Budget::new(&Limits::default());
        std::iter::from_fn(|| budget.pause(error, jitter)).collect()
    }

    #[test]
    fn five_tries_have_four_growing_pauses() {
        let seconds: Vec<_> = pauses(&throttled(None), 0.5).iter().map(Duration::as_secs).collect();
        assert_eq!(seconds, [1, 2, 4, 8], "doubling where the server names nothing");
    }

    #[test]
    fn what_was_slept_through_costs_nothing() {
        let mut budget = Budget::new(&Limits::default());
        budget.spend(Duration::from_secs(600));
        assert_eq!(budget.time_left(), Limits::default().answering, "ten minutes of sleep");
        budget.spend(Duration::from_secs(111));
        assert_eq!(budget.time_left(), Duration::ZERO, "a busy computer is only a little late");
    }

    #[test]
    fn never_sooner_than_asked_and_never_longer_than_the_budget() {
        for jitter in [0.0, 0.3, 0.999] {
            let all = pauses(&throttled(Some(30)), jitter);
            assert!(all.iter().all(|p| *p >= Duration::from_secs(30)), "the server's figure is a minimum");
            assert!(all.iter().sum::<Duration>() <= Duration::from_secs(120), "two minutes in all");
        }
    }

    #[test]
    fn a_wait_longer_than_the_budget_is_not_begun() {
        assert_eq!(pauses(&throttled(Some(121)), 0.0), [], "the admin learns at once when to try again");
        assert_eq!(pauses(&throttled(Some(120)), 0.9).len(), 1, "exactly the budget is still waited");
    }

    #[test]
    fn what_cannot_change_is_not_tried_again() {
        let tls = GraphError::offline(Unreachable::Tls, "");
        let large = GraphError::BadAnswer { what: Flaw::TooLarge, trace: Trace::default() };
        for error in [tls, large, GraphError::Forbidden(Trace::default()), GraphError::ForeignLink] {
            assert_eq!(pauses(&error, 0.5), [], "{error} stays as it is");
        }
    }

    #[test]
    fn a_page_takes_two_minutes_of_answers_and_two_of_waiting_at_most() {
        let limits = Limits::default();
        assert!(limits.answering <= Duration::from_secs(120), "all tries together: {:?}", limits.answering);
        assert!(limits.silence < limits.answering, "a silent server leaves time for another try");
        assert_eq!(limits.waiting, Duration::from_secs(120), "what the product promises");
        assert_eq!((limits.tries, limits.lanes), (5, 4), "what the product promises");
    }

    #[test]
    fn hanging_ends_with_the_time_for_answers() {
        let mut budget = Budget::new(&Limits::default());
        budget.spend(Duration::from_secs(110));
        assert_eq!(budget.pause(&GraphError::offline(Unreachable::Timeout, ""), 0.5), None, "time is up");
    }
}
