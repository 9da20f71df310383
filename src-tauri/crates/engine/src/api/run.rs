use crate::api::{Failure, PlanRow};
use rollcall_people::{ConnectionId, RunResult, RunTrigger};
use rollcall_plan::Counts;
use serde::{Deserialize, Serialize};

/// A run as the history keeps it.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RunView {
    #[ts(type = "number")]
    pub run: i64,
    /// The connection's name at the time.
    pub connection: String,
    /// `None` once it is disconnected.
    #[ts(type = "number | null")]
    pub connection_id: Option<ConnectionId>,
    /// The run that took this one back.
    #[ts(type = "number | null")]
    pub undone_by: Option<i64>,
    pub trigger: RunTrigger,
    /// RFC 3339, UTC.
    pub started_at: String,
    pub finished_at: String,
    pub result: RunResult,
    pub counts: Counts,
    /// What the preview said that was applied, before people were left out by hand; `None`: nobody looked.
    pub planned: Option<Counts>,
    pub error: Option<Failure>,
    pub read: Option<ReadStats>,
    /// Why the file that is kept up to date was not rewritten. The run itself is as it says.
    pub refresh_failure: Option<Failure>,
    /// How many people it left as they were although they were part of it: by hand, or not understood.
    pub passed_over: usize,
    /// Whom it changed is no longer kept, so that it cannot be taken back.
    pub summary_only: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct ReadStats {
    pub mode: ReadMode,
    pub requests: usize,
    pub users: usize,
    pub groups: usize,
    pub seconds: f64,
    /// When the directory was read (RFC 3339, UTC), and which one it is; runs of old do not say.
    #[serde(default)]
    pub read_at: Option<String>,
    #[serde(default)]
    #[ts(type = "number | null")]
    pub generation: Option<i64>,
    /// From when reading began to when the plan was made (RFC 3339, UTC): when the log tells of it. A run
    /// that was looked at before begins later. Runs of old do not say.
    #[serde(default)]
    pub span: Option<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ReadMode {
    Full,
    Delta,
}

/// One run with what it did, person by person.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RunDetail {
    pub run: RunView,
    pub changes: Vec<PlanRow>,
    pub passed_over: Vec<PlanRow>,
}
