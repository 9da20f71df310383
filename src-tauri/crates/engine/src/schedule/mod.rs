//! Automatic syncs: the pure schedule, fed with the wall clock, the computer's zone and what is stored.

mod notice;
mod pause;

pub use notice::{News, Notice};

use crate::api::{
    ConnectionSchedule, ErrorCode, Failure, RunResult, RunTrigger, RunView, ScheduleView, Tag, Turn,
};
use crate::engine::{Engine, Inner};
use crate::preview::ReadHow;
use crate::sync::SyncHow;
use crate::{failures, history};
use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use pause::Pause;
use rollcall_people::ConnectionId;
use rollcall_schedule::{DEFAULT_TIME, Memory, Verdict, check};
use rollcall_store::{StoredConnection, StoredSchedule};
use std::time::Duration;

const TIME_KEY: &str = "schedule.at";
const TIME_FORMAT: &str = "%H:%M";

/// How often the wall clock is looked at: sleeping that long at once would oversleep a changed clock.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// How to take a turn.
#[derive(Clone, Debug, Default)]
pub struct TurnHow {
    pub read: ReadHow,
    /// Not when there was an automatic sync today.
    pub once_a_day: bool,
}

/// The computer's time zone as it is now; UTC where it cannot be told.
pub fn local_zone() -> Tz {
    let named = std::env::var("TZ").ok().filter(|name| !name.is_empty());
    let name = named.or_else(|| iana_time_zone::get_timezone().ok());
    name.and_then(|name| name.trim_start_matches(':').parse().ok()).unwrap_or(Tz::UTC)
}

impl Engine {
    pub async fn schedule(&self, now: DateTime<Utc>, zone: Tz) -> Result<ScheduleView, Failure> {
        self.blocking(move |inner| {
            let (at, pause) = (inner.schedule_time()?, Pause::of(inner)?);
            let stored = inner.store.connections().map_err(failures::of_store)?;
            let connections = stored.iter().map(|connection| view(inner, connection, at, pause, (now, zone)));
            Ok(ScheduleView {
                at: at.format(TIME_FORMAT).to_string(),
                zone: zone.to_string(),
                paused_until: pause.until(now).map(history::time),
                connections: connections.collect::<Result<_, _>>()?,
            })
        })
        .await
    }

    /// `at` is a local time such as `03:00`. What the former time missed is not caught up.
    pub async fn set_schedule_time(&self, at: &str) -> Result<(), Failure> {
        let invalid = |_| Failure::new(ErrorCode::InvalidTime).with("time", at);
        let at = NaiveTime::parse_from_str(at.trim(), TIME_FORMAT).map_err(invalid)?;
        self.blocking(move |inner| {
            let json = format!("\"{}\"", at.format(TIME_FORMAT));
            inner.store.set_setting(TIME_KEY, Some(&json)).map_err(failures::of_store)?;
            inner.store.restart_schedules(Utc::now()).map_err(failures::of_store)
        })
        .await?;
        self.inner.jobs.changed(&[Tag::Connections]);
        Ok(())
    }

    /// [`ErrorCode::FirstSyncByHand`] before a first sync by hand: the switch is locked on then.
    pub async fn switch_schedule(&self, connection: ConnectionId, enabled: bool) -> Result<(), Failure> {
        self.blocking(move |inner| {
            if enabled && !inner.stored(connection)?.synced_once {
                return Err(Failure::new(ErrorCode::FirstSyncByHand));
            }
            let switched = inner.store.switch_schedule(connection, enabled, Utc::now());
            switched.map_err(failures::of_store)
        })
        .await?;
        self.inner.jobs.changed(&[Tag::Connections]);
        Ok(())
    }

    /// A connection's turn, whatever the hour: for schedulers outside. It obeys the switch, and counts
    /// as today's automatic sync.
    pub async fn take_turn(
        &self,
        connection: ConnectionId,
        how: TurnHow,
        (now, zone): (DateTime<Utc>, Tz),
    ) -> Result<Turn, Failure> {
        let (schedule, pause) = self.standing(connection, now).await?;
        match schedule.memory.settled(now, &zone) {
            _ if !schedule.enabled => Ok(Turn::Off),
            _ if pause.until(now).is_some() => Ok(Turn::Paused),
            memory if how.once_a_day && memory.ran_today(now, &zone) => Ok(Turn::DoneToday),
            _ => {
                let how = SyncHow { read: how.read, allow_removals: false, trigger: RunTrigger::Scheduled };
                let taken = self.turn(connection, how, (now, zone)).await.map(|(turn, _)| turn);
                self.daily_work().await;
                taken
            }
        }
    }

    /// Runs what is due at `now`, one connection after another; none fails with another. What a person
    /// should hear of it goes to the listener as [`Notice`]s, once no further try is to come.
    pub async fn run_due(
        &self,
        now: DateTime<Utc>,
        zone: Tz,
    ) -> Result<Vec<(ConnectionId, Result<Turn, Failure>)>, Failure> {
        let due = self.blocking(move |inner| due(inner, now, zone)).await?;
        let mut turns = Vec::with_capacity(due.len());
        for (connection, trigger) in due {
            let how = SyncHow { trigger, ..SyncHow::default() };
            let turn = self.turn(connection, how, (now, zone)).await;
            if let Ok((Turn::Ran(run), Day::Over)) = &turn {
                self.announce(connection, run).await;
            }
            turns.push((connection, turn.map(|(turn, _)| turn)));
        }
        Ok(turns)
    }

    /// Keeps the schedule as long as it is polled; for hosts that stay. Trouble is logged and the next
    /// look is a new chance.
    pub async fn keep_schedule(&self) {
        loop {
            match self.run_due(Utc::now(), local_zone()).await {
                Ok(turns) => {
                    for (connection, failure) in
                        turns.iter().filter_map(|(c, turn)| Some((c, turn.as_ref().err()?)))
                    {
                        tracing::warn!(%connection, code = ?failure.code, "an automatic sync did not run");
                    }
                }
                Err(failure) => tracing::warn!(code = ?failure.code, "the schedule could not be looked at"),
            }
            self.daily_work().await;
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    async fn standing(
        &self,
        connection: ConnectionId,
        now: DateTime<Utc>,
    ) -> Result<(StoredSchedule, Pause), Failure> {
        self.blocking(move |inner| {
            inner.stored(connection)?;
            Ok((inner.store.schedule(connection, now).map_err(failures::of_store)?, Pause::of(inner)?))
        })
        .await
    }

    /// Another run of the connection leaves the turn open: it is taken when that one is over.
    async fn turn(
        &self,
        connection: ConnectionId,
        how: SyncHow,
        (now, zone): (DateTime<Utc>, Tz),
    ) -> Result<(Turn, Day), Failure> {
        let run = self.sync(connection, how).await?;
        let again = may_pass(&run);
        let after = move |memory: Memory| match again {
            true => memory.unreachable(now, &zone),
            false => memory.done(now, &zone),
        };
        let remember = move |inner: &Inner| inner.store.remember_schedule(connection, now, after);
        let kept = self.blocking(move |inner| remember(inner).map_err(failures::of_store)).await?;
        let day = if kept.retry.is_some() { Day::GoesOn } else { Day::Over };
        Ok((Turn::Ran(Box::new(run)), day))
    }
}

/// Whether a connection's day has a further try to come.
enum Day {
    Over,
    GoesOn,
}

impl Inner {
    fn schedule_time(&self) -> Result<NaiveTime, Failure> {
        let kept = self.store.setting(TIME_KEY).map_err(failures::of_store)?;
        let read = |json: String| NaiveTime::parse_from_str(json.trim_matches('"'), TIME_FORMAT).ok();
        Ok(kept.and_then(read).unwrap_or(DEFAULT_TIME))
    }
}

/// Connections whose time has come, and whether it has passed already.
fn due(inner: &Inner, now: DateTime<Utc>, zone: Tz) -> Result<Vec<(ConnectionId, RunTrigger)>, Failure> {
    let (at, pause) = (inner.schedule_time()?, Pause::of(inner)?);
    let stored = inner.store.connections().map_err(failures::of_store)?;
    let mut due = Vec::new();
    for connection in stored.iter().filter(|connection| connection.synced_once) {
        let schedule = settled(inner, connection.id, now, zone)?;
        let memory = pause.leaves(schedule.memory, now);
        if let (true, Verdict::Due { catch_up }) = (schedule.enabled, check(&memory, at, now, &zone)) {
            due.push((connection.id, if catch_up { RunTrigger::CatchUp } else { RunTrigger::Scheduled }));
        }
    }
    Ok(due)
}

/// What is remembered, mended and kept where it disagrees with the clock.
fn settled(inner: &Inner, id: ConnectionId, now: DateTime<Utc>, zone: Tz) -> Result<StoredSchedule, Failure> {
    let stored = inner.store.schedule(id, now).map_err(failures::of_store)?;
    let memory = stored.memory.settled(now, &zone);
    if memory != stored.memory {
        inner.store.remember_schedule(id, now, |_| memory).map_err(failures::of_store)?;
    }
    Ok(StoredSchedule { memory, ..stored })
}

fn view(
    inner: &Inner,
    connection: &StoredConnection,
    at: NaiveTime,
    pause: Pause,
    (now, zone): (DateTime<Utc>, Tz),
) -> Result<ConnectionSchedule, Failure> {
    let schedule = inner.store.schedule(connection.id, now).map_err(failures::of_store)?;
    let memory = pause.leaves(schedule.memory.settled(now, &zone), now);
    let runs = schedule.enabled && connection.synced_once;
    let next = match check(&memory, at, now, &zone) {
        Verdict::Wait(next) => next,
        Verdict::Due { .. } => now,
    };
    Ok(ConnectionSchedule {
        connection: connection.id,
        name: connection.details.name.clone(),
        enabled: schedule.enabled,
        locked: !connection.synced_once,
        last_day: memory.last_day.map(|day| day.to_string()),
        next_run: runs.then(|| history::time(next)),
    })
}

/// Trouble that a later try may not meet.
fn may_pass(run: &RunView) -> bool {
    use ErrorCode::{
        HostUnknown, InsecureConnection, NoAnswer, Offline, ProxyRefused, ServerBusy, ServerFailed,
    };
    // Another network, such as the office's in the morning, has another proxy and other certificates.
    let network = |code| matches!(code, Offline | HostUnknown | NoAnswer | ProxyRefused | InsecureConnection);
    let code = run.error.as_ref().map(|failure| failure.code);
    let passes = code.is_some_and(|code| network(code) || matches!(code, ServerBusy | ServerFailed));
    run.result == RunResult::Failed && passes
}
