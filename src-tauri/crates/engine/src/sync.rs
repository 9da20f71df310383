//! Sync: read, plan, apply in one go. However it ends, the history says so.

use crate::api::{ErrorCode, Failure, JobPhase, RunResult, RunTrigger, RunView};
use crate::apply::RunHead;
use crate::engine::{Engine, Inner};
use crate::jobs::Job;
use crate::lock::RunLock;
use crate::plans::HeldPlan;
use crate::preview::ReadHow;
use crate::{apply, failures, log};
use chrono::Utc;
use rollcall_people::ConnectionId;
use rollcall_plan::Counts;
use rollcall_store::{RunRecord, Store, StoreError, StoredConnection};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub struct SyncHow {
    pub read: ReadHow,
    pub allow_removals: bool,
    pub trigger: RunTrigger,
}

impl Default for SyncHow {
    fn default() -> Self {
        Self { read: ReadHow::default(), allow_removals: false, trigger: RunTrigger::Manual }
    }
}

impl Engine {
    /// A run of this connection. Failures of the run itself are in the returned value and in the
    /// history; an `Err` means that there was no run (unknown connection, another run is active).
    pub async fn sync(&self, connection: ConnectionId, how: SyncHow) -> Result<RunView, Failure> {
        let stored = self.blocking(move |inner| inner.stored(connection)).await?;
        let _one_at_a_time = RunLock::take(&self.inner.data_dir, connection)?;
        let head = RunHead { trigger: how.trigger, started_at: Utc::now(), planned: None };
        let job = self.inner.jobs.start(Some(connection));
        let run = if head.trigger != RunTrigger::Manual && !stored.synced_once {
            Err(Failure::new(ErrorCode::FirstSyncByHand))
        } else {
            self.run_once(&job, connection, how, head).await
        };
        let run = match run {
            Ok(run) => run,
            Err(failure) => {
                let store = job.outlasting(&self.inner.store);
                self.blocking(move |inner| failed(inner, &store, &stored, head, failure)).await?
            }
        };
        drop(job);
        log::run(&run);
        self.applied();
        Ok(run)
    }

    async fn run_once(
        &self,
        job: &Job,
        connection: ConnectionId,
        how: SyncHow,
        head: RunHead,
    ) -> Result<RunView, Failure> {
        let held = self.read_and_plan(job, connection, &how.read).await?;
        job.check()?;
        job.tell(JobPhase::Applying, 0, Some(held.plan.writes().count()));
        let store = job.stoppable(&self.inner.store);
        self.blocking(move |inner| finish(inner, &store, &held, how.allow_removals, head)).await
    }
}

fn finish(
    inner: &Inner,
    store: &Store,
    held: &Arc<HeldPlan>,
    allow_removals: bool,
    head: RunHead,
) -> Result<RunView, Failure> {
    match apply::verdict(held, allow_removals) {
        None => {
            let run = apply::write(inner, store, held, head)?;
            if run.result == RunResult::Applied {
                // Nobody looked at it before; afterwards it would look like changes that are to come.
                inner.plans.drop_of(held.connection);
            }
            Ok(run)
        }
        Some(failure) if waits(&failure) => {
            let run = apply::record(store, held, head, RunResult::Held, Some(&failure))?;
            apply::stored_run(inner, run)
        }
        Some(failure) => Err(failure),
    }
}

/// Held runs wait for a person; everything else is a failure.
fn waits(failure: &Failure) -> bool {
    use ErrorCode::{FirstSyncByHand, Held, NoUsers, RuleBlocked};
    matches!(failure.code, Held | RuleBlocked | NoUsers | FirstSyncByHand)
}

fn failed(
    inner: &Inner,
    store: &Store,
    connection: &StoredConnection,
    head: RunHead,
    failure: Failure,
) -> Result<RunView, Failure> {
    let result = if waits(&failure) { RunResult::Held } else { RunResult::Failed };
    let record = RunRecord {
        connection: Some(connection.id),
        connection_name: connection.details.name.clone(),
        trigger: head.trigger,
        started_at: head.started_at,
        finished_at: Utc::now(),
        result,
        counts: Counts::default(),
        error: serde_json::to_string(&failure).ok(),
        read: None,
    };
    match store.record_run(&record, &[]) {
        Ok(run) => apply::stored_run(inner, run),
        // There was no time to note that it was stopped.
        Err(StoreError::Stopped) => Err(failure),
        Err(error) => Err(failures::of_store(error)),
    }
}
