//! Undo: a run taken back, as a run of its own.

use crate::api::{Failure, RunView};
use crate::engine::Engine;
use crate::lock::RunLock;
use crate::{apply, failures};
use chrono::Utc;
use rollcall_store::RunId;

impl Engine {
    /// Restores what the run changed, except for people edited since, who are kept and counted as
    /// `unchanged`. [`crate::api::ErrorCode::NotUndoable`] when it changed nobody or was undone already.
    pub async fn undo(&self, run: i64) -> Result<RunView, Failure> {
        let undone = self
            .blocking(move |inner| {
                let stored = inner.store.run(RunId(run)).map_err(failures::of_store)?;
                let connection = stored.and_then(|stored| stored.record.connection);
                let _one_at_a_time = connection.map(|id| RunLock::take(&inner.data_dir, id)).transpose()?;
                let undone = inner.store.undo(RunId(run), Utc::now());
                apply::stored_run(inner, undone.map_err(|e| failures::of_store(e).with("run", run))?.run)
            })
            .await?;
        self.applied();
        Ok(undone)
    }
}
