use crate::api::RunView;
use rollcall_people::ConnectionId;
use serde::Serialize;

/// When automatic syncs run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct ScheduleView {
    /// The local time of day, such as `03:00`.
    pub at: String,
    /// The computer's time zone, such as `Europe/Berlin`.
    pub zone: String,
    /// RFC 3339, UTC: no automatic sync before; `None`: no pause.
    pub paused_until: Option<String>,
    pub connections: Vec<ConnectionSchedule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct ConnectionSchedule {
    #[ts(type = "number")]
    pub connection: ConnectionId,
    pub name: String,
    /// The switch; without a first sync by hand nothing runs all the same.
    pub enabled: bool,
    /// No sync by hand was applied yet.
    pub locked: bool,
    /// The local day of the last automatic sync (`2026-11-21`).
    pub last_day: Option<String>,
    /// RFC 3339, UTC; a time that has passed means at the next chance. `None`: switched off, or locked.
    pub next_run: Option<String>,
}

/// What became of a connection's turn.
#[derive(Clone, Debug)]
pub enum Turn {
    Ran(Box<RunView>),
    /// Switched off.
    Off,
    /// All automatic syncs are paused until tomorrow.
    Paused,
    /// There was an automatic sync today.
    DoneToday,
}
