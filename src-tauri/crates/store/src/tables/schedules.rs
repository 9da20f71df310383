//! Table `schedule`: per connection whether it syncs by itself, and what the last time left behind.

use crate::{
    Store,
    error::{Result, StoreError},
    values,
};
use chrono::{DateTime, NaiveDate, Utc};
use rollcall_people::ConnectionId;
use rollcall_schedule::{Memory, Retry};
use rusqlite::{Connection, OptionalExtension, Row, params};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredSchedule {
    pub enabled: bool,
    pub memory: Memory,
}

impl Store {
    /// As it was left; a connection that never had one begins `now`, switched on.
    pub fn schedule(&self, connection: ConnectionId, now: DateTime<Utc>) -> Result<StoredSchedule> {
        let known = self.read(|db| get(db, connection))?;
        known.map_or_else(|| self.write(|tx| begin(tx, connection, now)), Ok)
    }

    /// Switched on, it counts from `now`: what lay before was not missed.
    pub fn switch_schedule(&self, connection: ConnectionId, enabled: bool, now: DateTime<Utc>) -> Result<()> {
        self.write(|tx| {
            let before = begin(tx, connection, now)?;
            let since = if enabled && !before.enabled { now } else { before.memory.since };
            let row = params![connection.0, enabled, values::time(since)];
            tx.execute("UPDATE schedule SET enabled = ?2, since = ?3 WHERE connection = ?1", row)?;
            Ok(())
        })
    }

    /// Every schedule counts from `now`, as after their time of day was changed.
    pub fn restart_schedules(&self, now: DateTime<Utc>) -> Result<()> {
        self.write(|tx| {
            tx.execute("UPDATE schedule SET since = ?1, tries = 0, retry_at = NULL", [values::time(now)])?;
            Ok(())
        })
    }

    /// Keeps what `change` makes of the memory, and gives it back; the switch stays as it is.
    pub fn remember_schedule(
        &self,
        connection: ConnectionId,
        now: DateTime<Utc>,
        change: impl FnOnce(Memory) -> Memory,
    ) -> Result<Memory> {
        self.write(|tx| {
            let memory = change(begin(tx, connection, now)?.memory);
            let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
            tx.execute(
                "UPDATE schedule SET since = ?2, last_day = ?3, set_aside = ?4, tries = ?5, retry_at = ?6
                 WHERE connection = ?1",
                params![
                    connection.0,
                    values::time(memory.since),
                    day(memory.last_day),
                    day(memory.set_aside),
                    memory.retry.map_or(0, |retry| retry.tries),
                    memory.retry.map(|retry| values::time(retry.at)),
                ],
            )?;
            Ok(memory)
        })
    }
}

/// The row, made when there is none.
fn begin(db: &Connection, connection: ConnectionId, now: DateTime<Utc>) -> Result<StoredSchedule> {
    let row = params![connection.0, values::time(now)];
    db.execute("INSERT OR IGNORE INTO schedule (connection, since) VALUES (?1, ?2)", row)?;
    get(db, connection)?.ok_or(StoreError::UnknownConnection(connection))
}

fn get(db: &Connection, connection: ConnectionId) -> Result<Option<StoredSchedule>> {
    let mut query = db.prepare_cached("SELECT * FROM schedule WHERE connection = ?1")?;
    query.query_row([connection.0], |row| Ok(read(row))).optional()?.transpose()
}

fn read(row: &Row<'_>) -> Result<StoredSchedule> {
    let retry_at =
        values::optional(row, "retry_at")?.map(|at| values::parse_time("retry_at", at)).transpose()?;
    let tries = row.get("tries")?;
    let memory = Memory {
        since: values::parse_time("since", values::text(row, "since")?)?,
        last_day: day(row, "last_day")?,
        set_aside: day(row, "set_aside")?,
        retry: retry_at.map(|at| Retry { tries, at }),
    };
    Ok(StoredSchedule { enabled: row.get("enabled")?, memory })
}

fn day(row: &Row<'_>, column: &'static str) -> Result<Option<NaiveDate>> {
    let parse = |text: &str| text.parse().map_err(|_| StoreError::value(column));
    values::optional(row, column)?.map(parse).transpose()
}
