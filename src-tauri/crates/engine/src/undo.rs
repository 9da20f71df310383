//! Undo: a run taken back, as a run of its own.

use crate::api::{EmployeeRow, Failure, JobPhase, Restored, RunView, UndoPreview, Undone};
use crate::engine::{Engine, Inner};
use crate::jobs::Job;
use crate::lock::RunLock;
use crate::{apply, employees, failures, log, refresh};
use chrono::Utc;
use rollcall_people::EmployeeId;
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
            let seen = seen.map_err(|error| failures::of_store(error).with("run", run))?;
            let kept = rows(inner, first(&seen.kept))?;
            Ok(UndoPreview { runs: 1, counts: seen.counts, kept, comes_again: seen.comes_again })
        })
        .await
    }

    /// The same, with those who were kept.
    pub async fn take_back(&self, run: i64) -> Result<Undone, Failure> {
        let (_one_at_a_time, job) = self.begin_undo(run).await?;
        let store = job.stoppable(&self.inner.store);
        let undone = self
            .blocking(move |inner| {
                let undone = store.undo(RunId(run), Utc::now());
                let undone = undone.map_err(|error| failures::of_store(error).with("run", run))?;
                refresh::after(inner, undone.run);
                let (run, kept) = (apply::stored_run(inner, undone.run)?, rows(inner, &undone.kept)?);
                Ok(Undone { run, kept, comes_again: undone.comes_again })
            })
            .await
            .inspect_err(|failure| log::failed("undoing", None, failure))?;
        log::run(&undone.run);
        self.applied();
        Ok(undone)
    }

    /// Brings the list back to how a run left it: what its connection did later is taken back, the newest
    /// run first, each by a run of its own. All of it, or, at any failure, nothing.
    pub async fn restore_to(&self, run: i64) -> Result<Restored, Failure> {
        let (_one_at_a_time, job) = self.begin_undo(run).await?;
        let store = job.stoppable(&self.inner.store);
        let restored = self
            .blocking(move |inner| {
                let restored = store.undo_to(RunId(run), Utc::now());
                let restored = restored.map_err(|error| failures::of_store(error).with("run", run))?;
                if let Some(last) = restored.runs.last() {
                    refresh::after(inner, *last);
                }
                let runs = restored.runs.iter().map(|run| apply::stored_run(inner, *run));
                let (runs, kept) = (runs.collect::<Result<_, _>>()?, rows(inner, &restored.kept)?);
                Ok(Restored { runs, kept, comes_again: restored.comes_again })
            })
            .await
            .inspect_err(|failure| log::failed("walking back", None, failure))?;
        restored.runs.iter().for_each(log::run);
        self.applied();
        Ok(restored)
    }

    /// No sync of the run's connection meanwhile, and a job to stop it by.
    async fn begin_undo(&self, run: i64) -> Result<(Option<RunLock>, Job), Failure> {
        let stored =
            self.blocking(move |inner| inner.store.run(RunId(run)).map_err(failures::of_store)).await?;
        let connection = stored.and_then(|stored| stored.record.connection);
        let one_at_a_time = connection.map(|id| RunLock::take(&self.inner.data_dir, id)).transpose()?;
        let job = self.inner.jobs.start(connection);
        job.tell(JobPhase::Undoing, 0, None);
        Ok((one_at_a_time, job))
    }

    /// What [`Engine::restore_to`] would do now. Its counts have each person once.
    pub async fn restore_preview(&self, run: i64) -> Result<UndoPreview, Failure> {
        self.blocking(move |inner| {
            let seen = inner.store.undo_to_preview(RunId(run), Utc::now());
            let seen = seen.map_err(|error| failures::of_store(error).with("run", run))?;
            let kept = rows(inner, first(&seen.kept))?;
            let (runs, counts, comes_again) = (seen.runs.len(), seen.counts, seen.comes_again);
            Ok(UndoPreview { runs, counts, kept, comes_again })
        })
        .await
    }
}

fn first(kept: &[EmployeeId]) -> &[EmployeeId] {
    &kept[..kept.len().min(KEPT_NAMED)]
}

fn rows(inner: &Inner, people: &[EmployeeId]) -> Result<Vec<EmployeeRow>, Failure> {
    let rows = inner.store.employee_rows(people).map_err(failures::of_store)?;
    Ok(rows.into_iter().map(employees::row).collect())
}
