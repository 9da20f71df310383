//! Apply: the plan that was shown, in one transaction, or nothing.

use crate::api::{ErrorCode, Failure, GuardStatus, JobPhase, RunResult, RunTrigger, RunView, Tag};
use crate::engine::{Engine, Inner};
use crate::lock::RunLock;
use crate::plans::HeldPlan;
use crate::{failures, history, log, preview, refresh};
use chrono::{DateTime, Utc};
use rollcall_plan::{Counts, PlanHash, WarningCode};
use rollcall_store::{ApplyRun, RunId, RunRecord, Store};
use std::sync::Arc;

/// What is known of a run before it does anything.
#[derive(Clone, Copy)]
pub(crate) struct RunHead {
    pub(crate) trigger: RunTrigger,
    pub(crate) started_at: DateTime<Utc>,
    /// What the plan said that somebody looked at.
    pub(crate) planned: Option<Counts>,
}

/// What the admin decided on top of the plan.
#[derive(Clone, Debug, Default)]
pub struct ApplyHow {
    /// Object ids of people to leave out this time.
    pub skip: Vec<String>,
    /// "Allow for this run": apply although more people leave than the limit allows.
    pub allow_removals: bool,
}

impl Engine {
    /// Executes a plan that [`Engine::preview`] showed. [`ErrorCode::PlanOutdated`] when its inputs
    /// changed since, [`ErrorCode::Held`] when the guard holds it; nothing is written then.
    pub async fn apply(&self, hash: &PlanHash, how: ApplyHow) -> Result<RunView, Failure> {
        let shown = self.inner.plans.by_hash(hash)?;
        let connection = shown.connection;
        let planned = Some(shown.plan.counts());
        let head = RunHead { trigger: RunTrigger::Manual, started_at: Utc::now(), planned };
        let _one_at_a_time = RunLock::take(&self.inner.data_dir, shown.connection)?;
        let job = self.inner.jobs.start(Some(shown.connection));
        job.tell(JobPhase::Applying, 0, Some(shown.plan.writes().count()));
        let store = job.stoppable(&self.inner.store);
        let run = self
            .blocking(move |inner| {
                let held = without_skipped(&store, &shown, &how.skip)?;
                match verdict(&held, how.allow_removals) {
                    Some(failure) => Err(failure),
                    None => write(inner, &store, &held, head),
                }
            })
            .await
            .inspect_err(|failure| log::failed("applying", Some(connection), failure))?;
        log::run(&run);
        self.applied();
        Ok(run)
    }

    pub(crate) fn applied(&self) {
        self.inner.forget_list();
        self.inner.jobs.changed(&[Tag::Connections, Tag::Employees, Tag::History, Tag::Preview, Tag::Rules]);
    }
}

/// Leaving people out changes counts and guard, so the planner has the last word again.
fn without_skipped(store: &Store, shown: &Arc<HeldPlan>, skip: &[String]) -> Result<Arc<HeldPlan>, Failure> {
    if skip.is_empty() {
        return Ok(shown.clone());
    }
    let replanned = preview::make(store, shown.connection, &preview::skipped(skip), shown.read.clone())?;
    let same = replanned.revision == shown.revision && replanned.generation == shown.generation;
    if same { Ok(Arc::new(replanned)) } else { Err(Failure::new(ErrorCode::PlanOutdated)) }
}

/// Why a plan may not be applied, if so.
pub(crate) fn verdict(held: &HeldPlan, allow_removals: bool) -> Option<Failure> {
    let plan = &held.plan;
    if plan.blocked() {
        return Some(blocked(held));
    }
    let empty = plan.warnings.iter().any(|warning| warning.code == WarningCode::NoUsers);
    if empty {
        return Some(Failure::new(ErrorCode::NoUsers));
    }
    let held_back = plan.guard.status == GuardStatus::Held && !allow_removals;
    held_back.then(|| {
        Failure::new(ErrorCode::Held).with("removals", plan.guard.removals).with("limit", plan.guard.limit)
    })
}

/// A group that is gone wants a decision; one that could not be read is a failure of the read.
fn blocked(held: &HeldPlan) -> Failure {
    let find = |code| held.plan.warnings.iter().find(|warning| warning.code == code);
    let unreadable = find(WarningCode::RuleGroupUnreadable).or_else(|| find(WarningCode::RuleLeftOut));
    let (code, warning) = if let Some(warning) = unreadable {
        (ErrorCode::PermissionDenied, Some(warning))
    } else {
        let missing = find(WarningCode::RuleGroupMissing).or_else(|| find(WarningCode::RuleGroupUnread));
        (ErrorCode::RuleBlocked, missing.or_else(|| find(WarningCode::RuleBroken)))
    };
    let params = warning.map(|warning| warning.params.clone()).unwrap_or_default();
    Failure { params, ..Failure::new(code) }
}

/// Writes the changes to `store`, which may be called off until they are in, or records that there were none.
pub(crate) fn write(
    inner: &Inner,
    store: &Store,
    held: &HeldPlan,
    head: RunHead,
) -> Result<RunView, Failure> {
    let run = if held.plan.writes().next().is_some() {
        apply_changes(inner, store, held, head)?
    } else {
        let run = record(store, held, head, RunResult::NoChanges, None)?;
        note_compared(store, held);
        run
    };
    stored_run(inner, run)
}

/// Where this cannot be noted the time before stands, which is true as well.
fn note_compared(store: &Store, held: &HeldPlan) {
    if held.plan.compares_everybody()
        && let Err(error) = store.note_compared(held.connection, held.read_at)
    {
        tracing::warn!(%error, "when everybody was last compared could not be kept");
    }
}

fn apply_changes(inner: &Inner, store: &Store, held: &HeldPlan, head: RunHead) -> Result<RunId, Failure> {
    let run = ApplyRun {
        connection: held.connection,
        trigger: head.trigger,
        started_at: head.started_at,
        finished_at: Utc::now(),
        plan: &held.plan,
        counts: held.plan.counts(),
        planned: head.planned,
        error: None,
        read: serde_json::to_string(&held.read).ok(),
        read_at: held.read_at,
        revision: held.revision,
        generation: held.generation,
    };
    let id = store.apply(&run).map_err(failures::of_store)?;
    if let Some(after) = &held.after {
        let kept = store.keep_settled(held.connection, held.revision + 1, held.generation, after);
        if let Err(error) = kept {
            tracing::warn!(%error, "the plan of the day after could not be kept; it is made when it is asked for");
        }
    }
    refresh::after(inner, id);
    Ok(id)
}

/// A run that wrote nothing to the list: no changes, or held.
pub(crate) fn record(
    store: &Store,
    held: &HeldPlan,
    head: RunHead,
    result: RunResult,
    failure: Option<&Failure>,
) -> Result<RunId, Failure> {
    let record = RunRecord {
        connection: Some(held.connection),
        connection_name: held.connection_name.clone(),
        trigger: head.trigger,
        started_at: head.started_at,
        finished_at: Utc::now(),
        result,
        counts: held.plan.counts(),
        error: failure.and_then(|failure| serde_json::to_string(failure).ok()),
        read: serde_json::to_string(&held.read).ok(),
    };
    store.record_run(&record, &held.plan.passed_over).map_err(failures::of_store)
}

pub(crate) fn stored_run(inner: &Inner, run: RunId) -> Result<RunView, Failure> {
    let stored = inner.store.run(run).map_err(failures::of_store)?;
    stored.map(history::view).ok_or_else(|| Failure::new(ErrorCode::UnknownRun).with("run", run))
}
