//! Preview: read, then plan. Changes no employee.

use crate::api::{ErrorCode, Failure, JobPhase, Preview, ReadStats, Tag};
use crate::engine::Engine;
use crate::jobs::Job;
use crate::lock::RunLock;
use crate::plans::HeldPlan;
use crate::{failures, history, log};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, ObjectId};
use rollcall_plan::{Config, Inputs, OverrideKind, Overrides, Plan, Settled};
use rollcall_store::{Decision, Inputs as Stored, KeptPlan, Override, Store, StoredConnection};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How to read, and whom to leave out.
#[derive(Clone, Debug, Default)]
pub struct ReadHow {
    /// Everything anew instead of only what changed.
    pub full: bool,
    /// Object ids of people to leave out this time.
    pub skip: Vec<String>,
}

impl Engine {
    /// Reads Microsoft 365 and plans. The plan is kept for [`Engine::plan_rows`] and
    /// [`Engine::apply`] until the next preview of the connection.
    pub async fn preview(&self, connection: ConnectionId, how: ReadHow) -> Result<Preview, Failure> {
        let stored = self.blocking(move |inner| inner.stored(connection)).await?;
        let _one_at_a_time = RunLock::take(&self.inner.data_dir, connection)?;
        let _choices_count = stored.directory.is_none().then(|| self.inner.first_reads.begin(connection));
        let job = self.inner.jobs.start(Some(connection));
        let held = self.read_and_plan(&job, stored.id, &how).await?;
        self.inner.jobs.changed(&[Tag::Connections, Tag::Rules]);
        Ok(view(&held))
    }

    /// The last preview of the connection, as long as the process runs.
    pub async fn current_preview(&self, connection: ConnectionId) -> Result<Option<Preview>, Failure> {
        self.blocking(move |inner| {
            let Some(held) = inner.plans.of(connection) else { return Ok(None) };
            let same = inner.store.is_as_planned(connection, held.revision, held.generation);
            Ok(Some(Preview { outdated: !same.map_err(failures::of_store)?, ..view(&held) }))
        })
        .await
    }

    /// The same from what was read last, without asking Microsoft 365: after a decision about a person.
    pub async fn plan_again(&self, connection: ConnectionId) -> Result<Preview, Failure> {
        self.blocking(move |inner| {
            let read = inner.plans.of(connection).and_then(|held| held.read.clone());
            let held = make(&inner.store, connection, &BTreeSet::new(), read)?;
            Ok(view(&inner.plans.keep(held)))
        })
        .await
    }

    /// Both a preview and a sync begin with this; the caller holds the run lock.
    pub(crate) async fn read_and_plan(
        &self,
        job: &Job,
        connection: ConnectionId,
        how: &ReadHow,
    ) -> Result<Arc<HeldPlan>, Failure> {
        let began = Utc::now();
        tracing::info!(%connection, full = how.full, "reading");
        let read = self.read_directory(job, connection, how.full).await;
        let store = job.stoppable(&self.inner.store);
        match &read {
            Ok(read) => log::read(connection, read),
            Err(failure) => log::failed("reading", Some(connection), failure),
        }
        self.blocking({
            let (failure, noting) = (read.as_ref().err().cloned(), store.clone());
            move |inner| {
                if failure.as_ref().is_none_or(|failure| failure.code != ErrorCode::Stopped) {
                    inner.note_state(&noting, connection, failure.as_ref());
                }
                Ok(())
            }
        })
        .await?;
        let read = read?;
        job.check()?;
        job.tell(JobPhase::Planning, 0, None);
        let skip = skipped(&how.skip);
        self.blocking(move |inner| {
            let mut held = make(&store, connection, &skip, Some(read))?;
            log::planned(&held);
            let span = (history::time(began), history::time(Utc::now()));
            held.read = held.read.map(|read| ReadStats { span: Some(span), ..read });
            Ok(inner.plans.keep(held))
        })
        .await
    }
}

pub(crate) fn skipped(ids: &[String]) -> BTreeSet<ObjectId> {
    ids.iter().map(|id| ObjectId::new(id)).collect()
}

/// Plans from what is stored: the directory as last read completely, and the list as it is.
pub(crate) fn make(
    store: &Store,
    connection: ConnectionId,
    skip: &BTreeSet<ObjectId>,
    read: Option<ReadStats>,
) -> Result<HeldPlan, Failure> {
    let now = Utc::now();
    let kept = if skip.is_empty() { kept(store, connection, now)? } else { None };
    kept.map_or_else(|| planned(store, connection, skip, now), Ok)?.held(read)
}

/// A plan, and the state of the store that it was made of.
pub(crate) struct Made {
    pub(crate) plan: Plan,
    pub(crate) after: Option<Settled>,
    pub(crate) revision: i64,
    pub(crate) of: StoredConnection,
}

impl Made {
    pub(crate) fn held(self, read: Option<ReadStats>) -> Result<HeldPlan, Failure> {
        let Self { plan, after, revision, of } = self;
        let directory = of.directory.ok_or_else(|| Failure::new(ErrorCode::PlanOutdated))?;
        Ok(HeldPlan {
            connection: of.id,
            connection_name: of.details.name,
            plan,
            after,
            revision,
            generation: directory.generation,
            read,
            read_at: directory.read_at,
            checked: directory.users,
        })
    }
}

/// The plan of an earlier run that found nothing to do, while everything is as it was then.
fn kept(store: &Store, connection: ConnectionId, now: DateTime<Utc>) -> Result<Option<Made>, Failure> {
    let kept = store.settled(connection).map_err(failures::of_store)?;
    Ok(kept.and_then(|KeptPlan { revision, connection, plan }| {
        Some(Made { plan: plan.plan(now.date_naive())?, after: None, revision, of: connection })
    }))
}

fn planned(
    store: &Store,
    connection: ConnectionId,
    skip: &BTreeSet<ObjectId>,
    now: DateTime<Utc>,
) -> Result<Made, Failure> {
    let stored = store.inputs(connection).map_err(failures::of_store)?;
    let (config, overrides) = (config(&stored.connection.details.config)?, overrides(&stored.overrides));
    let before = in_force(&stored);
    let inputs = Inputs { skip, now, ..inputs(&stored, &config, before.as_ref(), &overrides)? };
    let plan = rollcall_plan::plan(&inputs);
    if let Some(settled) = Settled::of(&plan, &inputs) {
        let generation = stored.directory.as_ref().map_or(0, |(info, _)| info.generation);
        let kept = store.keep_settled(connection, stored.revision, generation, &settled);
        if let Err(error) = kept {
            tracing::warn!(%error, "the plan could not be kept; the next one is made anew");
        }
    }
    let after = Settled::after(&plan, &inputs);
    Ok(Made { plan, after, revision: stored.revision, of: stored.connection })
}

/// What the planner looks at, nobody left out, now.
pub(crate) fn inputs<'a>(
    stored: &'a Stored,
    config: &'a Config,
    in_force: Option<&'a Config>,
    overrides: &'a Overrides,
) -> Result<Inputs<'a>, Failure> {
    static NOBODY: BTreeSet<ObjectId> = BTreeSet::new();
    let (_, directory) = stored.directory.as_ref().ok_or_else(|| Failure::new(ErrorCode::PlanOutdated))?;
    Ok(Inputs {
        connection: stored.connection.id,
        connection_names: &stored.owners,
        tenant: &stored.connection.details.tenant,
        directory,
        employees: &stored.employees,
        departments: &stored.departments,
        renames: &stored.renames,
        config,
        in_force,
        compared_at: stored.connection.compared_at,
        overrides,
        skip: &NOBODY,
        now: Utc::now(),
    })
}

/// What the list was made by. Without it, or where it cannot be read any more, less is told of leavers.
pub(crate) fn in_force(stored: &Stored) -> Option<Config> {
    stored.connection.in_force.as_ref().and_then(|json| Config::from_json(json).ok())
}

/// The stored configuration was validated when it was saved; if it cannot be read, nothing runs.
pub(crate) fn config(json: &str) -> Result<Config, Failure> {
    Config::from_json(json).map_err(|error| Failure::new(ErrorCode::RuleBroken).caused_by(error))
}

pub(crate) fn overrides(stored: &[Override]) -> Overrides {
    stored.iter().map(|set| (set.object_id.clone(), of_stored(set))).collect()
}

fn of_stored(set: &Override) -> rollcall_plan::Override {
    let kind = match set.decision {
        Decision::Always => OverrideKind::Always,
        Decision::Never => OverrideKind::Never,
    };
    rollcall_plan::Override { kind, note: set.note.clone().unwrap_or_default(), at: set.set_at }
}

pub(crate) fn view(held: &HeldPlan) -> Preview {
    let plan = &held.plan;
    Preview {
        connection: held.connection,
        connection_name: held.connection_name.clone(),
        plan: plan.hash.clone(),
        read_at: history::time(held.read_at),
        complete: plan.complete,
        guard: plan.guard,
        counts: plan.counts(),
        new_departments: plan.new_departments.iter().map(ToString::to_string).collect(),
        warnings: plan.warnings.clone(),
        blocked: plan.blocked(),
        look: plan.is_look(),
        checked: held.checked,
        outdated: false,
    }
}
