//! How many requests are in flight, and when the next may go: shared by everything one client sends.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// Graph reports here (`x-ms-throttle-limit-percentage`) from 0.8 on how much of the limit is used.
/// Source: <https://learn.microsoft.com/graph/throttling>.
pub(crate) const USAGE_HEADER: &str = "x-ms-throttle-limit-percentage";
const NARROW_FROM: f64 = 0.8;
/// Graph counts what a tenant uses in windows of this length: after a calm one, a lane opens again.
const CALM: Duration = Duration::from_secs(10);

pub(crate) struct Lanes {
    free: Semaphore,
    full: usize,
    traffic: Mutex<Traffic>,
}

struct Traffic {
    width: usize,
    /// Lanes to be closed as soon as they are left.
    closing: usize,
    not_before: Instant,
    /// When the width changed last, or should have.
    changed: Instant,
}

/// One request's right to be in flight.
pub(crate) struct Pass<'a> {
    lanes: &'a Lanes,
    permit: Option<SemaphorePermit<'a>>,
}

impl Lanes {
    pub(crate) fn new(width: usize) -> Self {
        let (full, now) = (width.max(1), Instant::now());
        let traffic = Traffic { width: full, closing: 0, not_before: now, changed: now };
        Self { free: Semaphore::new(full), full, traffic: Mutex::new(traffic) }
    }

    /// Waits for a free lane and for the end of a pause the server asked for.
    pub(crate) async fn enter(&self) -> Pass<'_> {
        self.widen();
        // The semaphore is never closed; without a permit one would merely go unlimited.
        let pass = Pass { lanes: self, permit: self.free.acquire().await.ok() };
        while let Some(until) = self.held() {
            sleep_until(until).await;
        }
        pass
    }

    /// Nobody asks again before `pause` is over: throttling concerns the tenant, not one request.
    pub(crate) fn hold(&self, pause: Duration) {
        let mut traffic = self.traffic();
        traffic.not_before = traffic.not_before.max(Instant::now() + pause);
    }

    /// Halves the lanes, down to one.
    pub(crate) fn narrow(&self) {
        let mut traffic = self.traffic();
        let less = traffic.width - (traffic.width / 2).max(1);
        traffic.width -= less;
        traffic.closing += less - self.free.forget_permits(less);
        traffic.changed = Instant::now();
    }

    /// Slows down before being told to.
    pub(crate) fn heed(&self, usage: Option<&str>) {
        if usage.and_then(|text| text.trim().parse::<f64>().ok()).is_some_and(|used| used >= NARROW_FROM) {
            self.narrow();
        }
    }

    /// One lane more, up to all of them, for each calm window since the last pause ended.
    fn widen(&self) {
        let mut traffic = self.traffic();
        let calm_since = traffic.changed.max(traffic.not_before);
        if traffic.width == self.full || calm_since + CALM > Instant::now() {
            return;
        }
        traffic.width += 1;
        traffic.changed = Instant::now();
        match traffic.closing.checked_sub(1) {
            Some(fewer) => traffic.closing = fewer,
            None => self.free.add_permits(1),
        }
    }

    fn held(&self) -> Option<Instant> {
        let until = self.traffic().not_before;
        (until > Instant::now()).then_some(until)
    }

    fn traffic(&self) -> MutexGuard<'_, Traffic> {
        self.traffic.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut traffic = self.lanes.traffic();
        if let Some(fewer) = traffic.closing.checked_sub(1)
            && let Some(permit) = self.permit.take()
        {
            traffic.closing = fewer;
            permit.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn narrowing_halves_the_lanes_down_to_one() {
        let lanes = Lanes::new(4);
        let passes = [lanes.enter().await, lanes.enter().await, lanes.enter().await];
        lanes.heed(Some("0.79"));
        assert_eq!(lanes.traffic().width, 4, "below the mark nothing changes");
        lanes.heed(Some("0.8"));
        drop(passes);
        assert_eq!(lanes.free.available_permits(), 2, "two of four are left, busy ones included");
        lanes.narrow();
        lanes.narrow();
        assert_eq!(lanes.free.available_permits(), 1, "one lane always stays");
    }

    #[tokio::test(start_paused = true)]
    async fn lanes_open_again_one_by_one_when_all_is_calm() {
        let lanes = Lanes::new(4);
        lanes.narrow();
        lanes.narrow();
        let mut widths = Vec::new();
        for _ in 0..9 {
            tokio::time::advance(CALM / 2).await;
            drop(lanes.enter().await);
            widths.push(lanes.free.available_permits());
        }
        assert_eq!(widths, [1, 2, 2, 3, 3, 4, 4, 4, 4], "one a window, and never more than at first");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_the_server_asked_for_is_not_calm() {
        let lanes = Lanes::new(4);
        lanes.narrow();
        lanes.hold(CALM * 3);
        drop(lanes.enter().await);
        assert_eq!(lanes.free.available_permits(), 2, "right after the pause nothing is known yet");
        tokio::time::advance(CALM).await;
        drop(lanes.enter().await);
        assert_eq!(lanes.free.available_permits(), 3, "a calm window after it, a lane opens");
    }

    #[tokio::test(start_paused = true)]
    async fn a_lane_that_was_to_be_closed_may_stay_open() {
        let lanes = Lanes::new(2);
        let (one, two) = (lanes.enter().await, lanes.enter().await);
        lanes.narrow();
        tokio::time::advance(CALM).await;
        lanes.widen();
        drop((one, two));
        assert_eq!(lanes.free.available_permits(), 2, "both lanes are there again");
    }

    #[tokio::test]
    async fn a_hold_keeps_everybody_back() {
        let lanes = Lanes::new(4);
        let begun = Instant::now();
        lanes.hold(Duration::from_millis(60));
        lanes.hold(Duration::from_millis(20));
        let _pass = lanes.enter().await;
        assert!(begun.elapsed() >= Duration::from_millis(60), "the longest wish counts");
    }
}
