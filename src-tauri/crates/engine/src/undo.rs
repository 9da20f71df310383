//! Undo: a run taken back, as a run of its own.

use crate::api::{Failure, JobPhase, RunView, UndoPreview, Undone};
use crate::engine::Engine;
use crate::lock::RunLock;
use crate::{apply, employees, failures, refresh};
use chrono::Utc;
use rollcall_store::RunId;

const KEPT_NAMED: usize = 20;

impl Engine {
    /// Restores what the run changed, except for people edited since, who are kept and counted as
    /// `unchanged`. [`crate::api::ErrorCode::NotUndoable`] when it changed nobody or was undone already.
    pub async fn undo(&self, run: i64) -> Result<RunView, Failure> {
        Ok(self.take_back(run).await?.run)
    }

    /// What [`Engine::take_back`] would do now; the first of those it would keep are named.
    pub async fn undo_preview(&self, run: i64) -> Result<UndoPreview, Failure> {
        self.blocking(move |inner| {
            let seen = inner.store.undo_preview(RunId(run), Utc::now());
            let (counts, kept) = seen.map_err(|error| failures::of_store(error).with("run", run))?;
            let named = &kept[..kept.len().min(KEPT_NAMED)];
            let kept = inner.store.employee_rows(named).map_err(failures::of_store)?;
            Ok(UndoPreview { counts, kept: kept.into_iter().map(employees::row).collect() })
        })
        .await
    }

    /// The same, with those who were kept.
    pub async fn take_back(&self, run: i64) -> Result<Undone, Failure> {
        let stored =
            self.blocking(move |inner| inner.store.run(RunId(run)).map_err(failures::of_store)).await?;
        let connection = stored.and_then(|stored| stored.record.connection);
        let _one_at_a_time = connection.map(|id| RunLock::take(&self.inner.data_dir, id)).transpose()?;
        let job = self.inner.jobs.start(connection);
        job.tell(JobPhase::Undoing, 0, None);
        let store = job.stoppable(&self.inner.store);
        let undone = self
            .blocking(move |inner| {
                let undone = store.undo(RunId(run), Utc::now());
                let undone = undone.map_err(|error| failures::of_store(error).with("run", run))?;
                refresh::after(inner, undone.run);
                let kept = inner.store.employee_rows(&undone.kept).map_err(failures::of_store)?;
                let kept = kept.into_iter().map(employees::row).collect();
                Ok(Undone { run: apply::stored_run(inner, undone.run)?, kept })
            })
            .await?;
        self.applied();
        Ok(undone)
    }
}
