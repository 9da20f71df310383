//! How a run came about, and how it ended: words that the history, the screens and scripts share.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum RunTrigger {
    Manual,
    Scheduled,
    CatchUp,
    Undo,
    /// People from a file.
    Import,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum RunResult {
    Applied,
    NoChanges,
    /// Nothing was applied; it waits for a person.
    Held,
    Failed,
}
