//! "Pause until tomorrow", for all connections at once.

use crate::api::{Failure, Tag};
use crate::engine::{Engine, Inner};
use crate::failures;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rollcall_schedule::{Memory, holds, until_tomorrow};

/// When the latest pause ends, or ended.
const KEY: &str = "schedule.paused_until";

impl Engine {
    /// No automatic sync before the next morning. What falls into the pause is not caught up.
    pub async fn pause_schedule(&self, now: DateTime<Utc>, zone: Tz) -> Result<(), Failure> {
        self.end_pause(until_tomorrow(now, &zone)).await
    }

    /// Ends a pause. What it left out so far stays left out.
    pub async fn resume_schedule(&self, now: DateTime<Utc>) -> Result<(), Failure> {
        self.end_pause(now).await
    }

    async fn end_pause(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        self.blocking(move |inner| {
            let json = serde_json::to_string(&at).unwrap_or_default();
            inner.store.set_setting(KEY, Some(&json)).map_err(failures::of_store)
        })
        .await?;
        self.inner.jobs.changed(&[Tag::Connections]);
        Ok(())
    }
}

/// The latest pause, over or not.
#[derive(Clone, Copy, Default)]
pub(super) struct Pause(Option<DateTime<Utc>>);

impl Pause {
    pub(super) fn of(inner: &Inner) -> Result<Self, Failure> {
        let kept = inner.store.setting(KEY).map_err(failures::of_store)?;
        Ok(Self(kept.and_then(|json| serde_json::from_str(&json).ok())))
    }

    /// Until when it holds, if it does.
    pub(super) fn until(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.0.filter(|until| holds(*until, now))
    }

    pub(super) fn leaves(self, memory: Memory, now: DateTime<Utc>) -> Memory {
        self.0.map_or(memory, |until| memory.paused(until, now))
    }
}
