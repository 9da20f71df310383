use rollcall_people::ConnectionId;
use serde::Serialize;

/// Progress of running work, at most ten a second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct JobEvent {
    pub job: u32,
    #[ts(type = "number | null")]
    pub connection: Option<ConnectionId>,
    pub phase: JobPhase,
    /// How many so far: users, groups, people, bytes, as the phase says.
    pub done: usize,
    pub total: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum JobPhase {
    SigningIn,
    ReadingUsers,
    ReadingGroups,
    ReadingMembers,
    /// The server asked to slow down; `done` is the seconds to wait.
    Waiting,
    Planning,
    Applying,
    Undoing,
    Exporting,
    Finished,
}

/// What became stale; the UI's query cache drops what carries the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    Connections,
    Employees,
    History,
    Preview,
    Rules,
}
