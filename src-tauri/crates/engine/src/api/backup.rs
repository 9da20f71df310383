use serde::Serialize;

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct BackedUp {
    pub path: String,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What a backup brought back.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct BackupRestored {
    /// Where the list that was replaced is kept; `None`: there was none.
    pub set_aside: Option<String>,
    pub connections: usize,
    /// In the list, the archive left out.
    pub people: usize,
    /// The names of the connections that have to be signed in to again.
    pub sign_in_needed: Vec<String>,
}
