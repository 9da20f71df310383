//! How things stand, for those who see only a title or an icon.

use crate::host::Host;
use crate::speech::Speech;
use crate::{tray, window};
use chrono::{DateTime, Local, NaiveDate, TimeDelta, Utc};
use rollcall_engine::Engine;
use rollcall_engine::api::{Failure, RunResult, RunView};
use rollcall_words::{Params, Words};
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tokio::sync::Notify;

/// "Today" becomes "yesterday" without anything happening.
const ANEW_AFTER: Duration = Duration::from_secs(600);

#[derive(Default)]
pub(crate) struct Standing {
    /// Automatic syncs are paused.
    pub(crate) paused: bool,
    /// The newest run, whichever connection's.
    last: Option<RunView>,
    /// Connections that wait for a person.
    waiting: usize,
    /// Connections that sync by themselves.
    pub(crate) automatic: usize,
}

impl Standing {
    pub(crate) async fn of(engine: &Engine) -> Result<Self, Failure> {
        let schedule = engine.schedule(Utc::now(), rollcall_engine::local_zone()).await?;
        let connections = engine.connections().await?;
        Ok(Self {
            paused: schedule.paused_until.is_some(),
            last: engine.history(0, 1).await?.pop(),
            waiting: connections.iter().filter(|connection| connection.waits).count(),
            automatic: schedule.connections.iter().filter(|one| one.next_run.is_some()).count(),
        })
    }

    /// "Rollcall", and whether somebody is waited for.
    pub(crate) fn title(&self, words: Words) -> String {
        match self.waiting {
            0 => "Rollcall".to_owned(),
            count => {
                let count = Params::from([("count".to_owned(), count.to_string())]);
                format!("Rollcall – {}", words.text("tray.waiting", &count))
            }
        }
    }

    pub(crate) fn last_sync(&self, speech: &Speech) -> String {
        self.last.as_ref().map_or_else(
            || speech.words.text("sync.never", &Params::new()),
            |run| last_sync(run, speech, Local::now().date_naive()),
        )
    }
}

/// "Last sync: today 03:00, 19 changes", in the computer's own time.
fn last_sync(run: &RunView, speech: &Speech, today: NaiveDate) -> String {
    let Speech { words, habits } = speech;
    let at = DateTime::parse_from_rfc3339(&run.finished_at).map(|at| at.with_timezone(&Local).naive_local());
    let changes = changes(run);
    let result = match run.result {
        RunResult::Applied => "sync.applied",
        RunResult::NoChanges => "sync.no_changes",
        RunResult::Held => "sync.held",
        RunResult::Failed => "sync.failed",
    };
    let result = words.text(result, &Params::from([("count".to_owned(), changes.to_string())]));
    let day = at.ok().map(|at| at.date());
    let key = match day {
        Some(day) if day == today => "tray.last_today",
        Some(day) if day + TimeDelta::days(1) == today => "tray.last_yesterday",
        _ => "tray.last_on",
    };
    let day = day.map(|day| habits.date(day)).unwrap_or_default();
    let time = at.map(|at| habits.time(at.time())).unwrap_or_default();
    let params = [("day", day), ("time", time), ("result", result)];
    words.text(key, &params.map(|(name, value)| (name.to_owned(), value)).into())
}

/// As the window counts them.
fn changes(run: &RunView) -> usize {
    let counts = &run.counts;
    counts.add + counts.update + counts.link + counts.restore + counts.remove
}

/// That title and icon are out of date. They are brought up to date one after another: two at once
/// could end with the older of two looks at the data being shown, until something else happens.
#[derive(Default)]
pub(crate) struct OutOfDate(Notify);

impl OutOfDate {
    async fn came_true(&self) {
        // Late is as good as never: "today" became "yesterday".
        let _ = tokio::time::timeout(ANEW_AFTER, self.0.notified()).await;
    }
}

/// Has title and icon brought up to date. Not waited for: it can be said while they are.
pub(crate) fn refresh(app: &AppHandle) {
    app.state::<OutOfDate>().0.notify_one();
}

pub(crate) fn keep_fresh(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            show(&app).await;
            app.state::<OutOfDate>().came_true().await;
        }
    });
}

async fn show(app: &AppHandle) {
    let Ok(engine) = app.state::<Host>().engine() else { return };
    match Standing::of(&engine).await {
        Ok(standing) => {
            tray::tell(app, &standing);
            window::entitle(app, &standing.title(Speech::of(app).words));
        }
        Err(failure) => tracing::warn!(code = ?failure.code, "title and icon are not up to date"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::habits::Habits;
    use rollcall_words::Language;

    fn run(result: RunResult, finished_at: &str) -> RunView {
        RunView {
            run: 1,
            connection: "Contoso".to_owned(),
            connection_id: None,
            undone_by: None,
            trigger: rollcall_engine::api::RunTrigger::Scheduled,
            started_at: finished_at.to_owned(),
            finished_at: finished_at.to_owned(),
            result,
            planned: None,
            counts: rollcall_engine::api::Counts { add: 12, update: 5, remove: 2, ..Default::default() },
            error: None,
            read: None,
            refresh_failure: None,
            passed_over: 0,
            summary_only: false,
        }
    }

    #[test]
    fn the_last_sync_is_told_in_local_days() {
        let noon = Local::now().date_naive().and_hms_opt(12, 5, 0).expect("a time");
        let noon = noon.and_local_timezone(Local).earliest().expect("noon exists");
        let today = noon.date_naive();
        let said = |language, days, result| {
            let at = (noon - TimeDelta::days(days)).to_rfc3339();
            last_sync(&run(result, &at), &Speech::new(language, Habits::of(language)), today)
        };
        assert_eq!(said(Language::En, 0, RunResult::Applied), "Last sync: today 12:05, 19 changes");
        assert_eq!(said(Language::De, 1, RunResult::Held), "Letzter Abgleich: gestern 12:05, wartet auf Sie");
        let older = said(Language::En, 9, RunResult::NoChanges);
        assert!(older.contains(&(today - TimeDelta::days(9)).to_string()), "by its date: {older}");
        let german = said(Language::De, 9, RunResult::NoChanges);
        let day = (today - TimeDelta::days(9)).format("%d.%m.%Y").to_string();
        assert!(german.contains(&day), "as the region writes it: {german}");
    }

    #[test]
    fn the_title_says_whether_somebody_is_waited_for() {
        let standing = |waiting| Standing { waiting, ..Standing::default() };
        let words = Words::of(Language::En);
        assert_eq!(standing(0).title(words), "Rollcall", "all is well");
        assert_eq!(standing(2).title(words), "Rollcall – 2 waiting for you");
    }
}
