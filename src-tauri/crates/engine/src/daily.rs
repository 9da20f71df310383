//! What is done once a local day, whether or not a connection syncs by itself.

use crate::api::{Failure, Tag};
use crate::engine::{Engine, Inner};
use crate::{failures, schedule};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// JSON: the local day on which old runs were last looked for.
const THINNED_KEY: &str = "history.looked";
/// Older runs are kept as numbers only, and so are those beyond the newest that changed the list.
const KEPT_DAYS: i64 = 400;
const KEPT_RUNS: usize = 2_000;

impl Engine {
    /// At every look at the clock; trouble is logged, and tomorrow is a new chance.
    pub(crate) async fn daily_work(&self) {
        let now = (Utc::now(), schedule::local_zone());
        if let Err(failure) = self.clear_archive(now).await {
            tracing::warn!(code = ?failure.code, "the archive could not be looked through");
        }
        if let Err(failure) = self.thin_history(now).await {
            tracing::warn!(code = ?failure.code, "old runs could not be made smaller");
        }
    }

    /// Keeps only the numbers of old runs, at the first look of a local day. How many became smaller.
    pub async fn thin_history(&self, (now, zone): (DateTime<Utc>, Tz)) -> Result<usize, Failure> {
        let today = now.with_timezone(&zone).date_naive();
        let thinned = self
            .blocking(move |inner| {
                if looked(inner, THINNED_KEY)? == Some(today) {
                    return Ok(0);
                }
                let cutoff = now - TimeDelta::days(KEPT_DAYS);
                let thinned = inner.store.thin_history(cutoff, KEPT_RUNS).map_err(failures::of_store)?;
                note_looked(inner, THINNED_KEY, today)?;
                Ok(thinned)
            })
            .await?;
        if thinned > 0 {
            self.inner.jobs.changed(&[Tag::Employees, Tag::History]);
        }
        Ok(thinned)
    }
}

/// The local day on which a piece of daily work was last done.
pub(crate) fn looked(inner: &Inner, key: &str) -> Result<Option<NaiveDate>, Failure> {
    let kept = inner.store.setting(key).map_err(failures::of_store)?;
    Ok(kept.and_then(|json| json.trim_matches('"').parse().ok()))
}

pub(crate) fn note_looked(inner: &Inner, key: &str, day: NaiveDate) -> Result<(), Failure> {
    inner.store.set_setting(key, Some(&format!("\"{day}\""))).map_err(failures::of_store)
}
