//! How long the archive keeps people: for good, unless the admin sets a number of days. Who has been in it
//! for longer is erased once a day, as by hand.

use crate::api::{ArchiveKeeping, ErrorCode, Failure, Tag};
use crate::daily::{looked, note_looked};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::lock;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// JSON: a number of days.
const DAYS_KEY: &str = "archive.days";
/// JSON: the local day on which the archive was last looked through.
const LOOKED_KEY: &str = "archive.looked";
/// Shorter would erase people before anybody noticed that they left by mistake.
const FEWEST: u32 = 30;
const MOST: u32 = 3650;

impl Engine {
    pub async fn archive_keeping(&self) -> Result<ArchiveKeeping, Failure> {
        self.blocking(|inner| Ok(ArchiveKeeping { days: days(inner)? })).await
    }

    /// How many people would be erased within a day if the archive kept them for so many days.
    pub async fn archived_longer_than(&self, days: u32) -> Result<usize, Failure> {
        self.blocking(move |inner| {
            let cutoff = cutoff(Utc::now(), checked(days)?);
            inner.store.archived_before(cutoff).map_err(failures::of_store)
        })
        .await
    }

    /// Keeps people for so many days, or, without a number, for good. Nobody is erased before tomorrow.
    pub async fn keep_archive(
        &self,
        days: Option<u32>,
        (now, zone): (DateTime<Utc>, Tz),
    ) -> Result<(), Failure> {
        self.blocking(move |inner| {
            let days = days.map(checked).transpose()?;
            note_looked(inner, LOOKED_KEY, now.with_timezone(&zone).date_naive())?;
            let json = days.map(|days| days.to_string());
            inner.store.set_setting(DAYS_KEY, json.as_deref()).map_err(failures::of_store)
        })
        .await?;
        self.inner.jobs.changed(&[Tag::Employees]);
        Ok(())
    }

    /// Erases who has been in the archive for long enough, at the first look of a local day. How many.
    pub async fn clear_archive(&self, (now, zone): (DateTime<Utc>, Tz)) -> Result<usize, Failure> {
        let today = now.with_timezone(&zone).date_naive();
        let erased = self.blocking(move |inner| clear(inner, now, today)).await?;
        if erased > 0 {
            self.inner.forget_list();
            self.inner.jobs.changed(&[Tag::Employees, Tag::History, Tag::Preview, Tag::Rules]);
        }
        Ok(erased)
    }
}

fn clear(inner: &Inner, now: DateTime<Utc>, today: NaiveDate) -> Result<usize, Failure> {
    let Some(days) = days(inner)? else { return Ok(0) };
    if looked(inner, LOOKED_KEY)? == Some(today) {
        return Ok(0);
    }
    let erased = {
        let mut edits = lock(&inner.edits);
        let erased = inner.store.erase_archived(cutoff(now, days), now);
        // Who was erased stays so where only the tidying up after it failed.
        if !matches!(erased, Ok(0)) {
            edits.forget();
        }
        erased.map_err(failures::of_store)?
    };
    note_looked(inner, LOOKED_KEY, today)?;
    Ok(erased)
}

fn checked(days: u32) -> Result<u32, Failure> {
    let fits = (FEWEST..=MOST).contains(&days);
    let wrong = || Failure::new(ErrorCode::InvalidArchiveDays).with("fewest", FEWEST).with("most", MOST);
    fits.then_some(days).ok_or_else(wrong)
}

fn cutoff(now: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    now - TimeDelta::days(days.into())
}

fn days(inner: &Inner) -> Result<Option<u32>, Failure> {
    let kept = inner.store.setting(DAYS_KEY).map_err(failures::of_store)?;
    Ok(kept.and_then(|json| json.parse().ok()).filter(|days| (FEWEST..=MOST).contains(days)))
}
