//! Other processes change the same data directory: the command line at night, a backup that is brought
//! back. Whoever shows the data is told.

use crate::engine::Engine;
use crate::failures;
use std::time::Duration;

/// What was seen of the others' commits: the first number, and any later one, only tells when it moves.
#[derive(Default)]
struct Others {
    told: Option<i64>,
    seen: Option<i64>,
}

impl Others {
    /// Whether to tell now: something moved, and has been quiet since the last look. A read in parts is
    /// told of once, when it is over.
    fn settled(&mut self, version: i64) -> bool {
        let quiet = self.seen.replace(version) == Some(version);
        let moved = *self.told.get_or_insert(version) != version;
        if quiet && moved {
            self.told = Some(version);
        }
        quiet && moved
    }
}

impl Engine {
    /// Says that everything may have changed when another process has changed something, as long as it is
    /// polled: one look into memory `every` so often, and nothing else while nobody writes.
    pub async fn watch_others(&self, every: Duration) {
        let mut others = Others::default();
        loop {
            let version = self.blocking(|inner| inner.store.others_version().map_err(failures::of_store));
            match version.await {
                Ok(Some(version)) if others.settled(version) => self.applied(),
                Ok(_) => {}
                Err(failure) => tracing::warn!(code = ?failure.code, "others' changes are not seen"),
            }
            tokio::time::sleep(every).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_told_once_and_only_when_it_is_quiet() {
        let mut others = Others::default();
        let told: Vec<bool> =
            [7, 7, 8, 9, 9, 9, 10, 10].iter().map(|version| others.settled(*version)).collect();
        assert_eq!(
            told,
            [false, false, false, false, true, false, false, true],
            "not at the start, not in the middle of two writes, and once after each"
        );
    }
}
