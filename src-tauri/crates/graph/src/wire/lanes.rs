//! How many requests are in flight, and when the next may go: shared by everything one client sends.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// Graph reports here (`x-ms-throttle-limit-percentage`) from 0.8 on how much of the limit is used.
/// Source: <https://learn.microsoft.com/graph/throttling>.
pub(crate) const USAGE_HEADER: &str = "x-ms-throttle-limit-percentage";
const NARROW_FROM: f64 = 0.8;

pub(crate) struct Lanes {
    free: Semaphore,
    width: AtomicUsize,
    /// Lanes to be closed as soon as they are left.
    closing: AtomicUsize,
    not_before: Mutex<Instant>,
}

/// One request's right to be in flight.
pub(crate) struct Pass<'a> {
    lanes: &'a Lanes,
    permit: Option<SemaphorePermit<'a>>,
}

impl Lanes {
    pub(crate) fn new(width: usize) -> Self {
        Self {
            free: Semaphore::new(width.max(1)),
            width: AtomicUsize::new(width.max(1)),
            closing: AtomicUsize::new(0),
            not_before: Mutex::new(Instant::now()),
        }
    }

    /// Waits for a free lane and for the end of a pause the server asked for.
    pub(crate) async fn enter(&self) -> Pass<'_> {
        // The semaphore is never closed; without a permit one would merely go unlimited.
        let pass = Pass { lanes: self, permit: self.free.acquire().await.ok() };
        while let Some(until) = self.held() {
            sleep_until(until).await;
        }
        pass
    }

    /// Nobody asks again before `pause` is over: throttling concerns the tenant, not one request.
    pub(crate) fn hold(&self, pause: Duration) {
        let mut until = self.not_before.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *until = (*until).max(Instant::now() + pause);
    }

    /// Halves the lanes, down to one.
    pub(crate) fn narrow(&self) {
        let width = self.width.load(Ordering::Relaxed);
        let narrow = (width / 2).max(1);
        if self.width.compare_exchange(width, narrow, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            let closed = self.free.forget_permits(width - narrow);
            self.closing.fetch_add(width - narrow - closed, Ordering::Relaxed);
        }
    }

    /// Slows down before being told to.
    pub(crate) fn heed(&self, usage: Option<&str>) {
        if usage.and_then(|text| text.trim().parse::<f64>().ok()).is_some_and(|used| used >= NARROW_FROM) {
            self.narrow();
        }
    }

    fn held(&self) -> Option<Instant> {
        let until = *self.not_before.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        (until > Instant::now()).then_some(until)
    }

    fn close_one(&self) -> bool {
        self.closing.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok()
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if let Some(permit) = self.permit.take()
            && self.lanes.close_one()
        {
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
        assert_eq!(lanes.width.load(Ordering::Relaxed), 4, "below the mark nothing changes");
        lanes.heed(Some("0.8"));
        drop(passes);
        assert_eq!(lanes.free.available_permits(), 2, "two of four are left, busy ones included");
        lanes.narrow();
        lanes.narrow();
        assert_eq!(lanes.free.available_permits(), 1, "one lane always stays");
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
