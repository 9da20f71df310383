//! A plan that changes nothing, in the form in which it is kept.
//!
//! A plan is a pure function of its inputs, so as long as none of them moved the kept one is what
//! planning again would give.

use crate::cause::staying_out;
use crate::finish::sort;
use crate::guard::{guard, owned};
use crate::hash::hash;
use crate::inputs::Inputs;
use crate::model::{ChangeKind, Counts, Guard, NotImported, Plan, PlanHash, Staying, Warning, WarningCode};
use crate::rows::not_imported;
use chrono::NaiveDate;
use rollcall_people::{Lookup, ObjectId, Reason};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The only day it holds for (UTC), where rules ask how long ago something was.
    day: Option<NaiveDate>,
    hash: PlanHash,
    complete: bool,
    guard: Guard,
    not_imported: Vec<NotImported>,
    #[serde(default)]
    passed_over: Vec<NotImported>,
    unchanged: usize,
    #[serde(default)]
    staying: Vec<Staying>,
    warnings: Vec<Warning>,
}

impl Settled {
    /// `None` for a plan that changes something, leaves a decision open, or leaves people out by hand.
    pub fn of(plan: &Plan, inputs: &Inputs<'_>) -> Option<Self> {
        let Plan { changes, new_departments, .. } = plan;
        let settled = changes.is_empty() && new_departments.is_empty() && inputs.skip.is_empty();
        settled.then(|| Self::kept(plan.clone(), inputs))
    }

    /// What planning will give once this plan is applied: nothing to do, and nobody in but those it
    /// brings or leaves. `None` where something stays to be decided, or where a warning may be over by
    /// then.
    pub fn after(plan: &Plan, inputs: &Inputs<'_>) -> Option<Self> {
        let lasting = plan.warnings.iter().all(|warning| warning.code == WarningCode::SharedAddress);
        let Counts { add, link, restore, remove, conflict, .. } = plan.counts();
        if conflict > 0 || !plan.complete || !lasting || !inputs.skip.is_empty() {
            return None;
        }
        let limit = inputs.config.policies.removal_limit;
        let owned = owned(inputs) + add + link + restore - remove;
        let mut next = Plan {
            hash: plan.hash.clone(),
            complete: true,
            guard: guard(limit, owned, 0, inputs.directory.users.len()),
            changes: Vec::new(),
            not_imported: left_out(plan, inputs),
            passed_over: Vec::new(),
            unchanged: plan.unchanged + plan.changes.len() - remove,
            staying: plan.staying.clone(),
            new_departments: Vec::new(),
            warnings: plan.warnings.clone(),
        };
        next.hash = hash(inputs, &next);
        Some(Self::kept(next, inputs))
    }

    fn kept(plan: Plan, inputs: &Inputs<'_>) -> Self {
        let Plan { hash, complete, guard, not_imported, passed_over, unchanged, staying, warnings, .. } =
            plan;
        let day = inputs.config.rules.ask_for_today().then(|| inputs.now.date_naive());
        Self { day, hash, complete, guard, not_imported, passed_over, unchanged, staying, warnings }
    }

    /// The plan again, if `today` is a day it holds for.
    pub fn plan(self, today: NaiveDate) -> Option<Plan> {
        let Self { day, hash, complete, guard, not_imported, passed_over, unchanged, staying, warnings } =
            self;
        day.is_none_or(|day| day == today).then_some(Plan {
            hash,
            complete,
            guard,
            changes: Vec::new(),
            not_imported,
            passed_over,
            unchanged,
            staying,
            new_departments: Vec::new(),
            warnings,
        })
    }
}

/// Those who are left out now, and those who leave although Microsoft 365 still has them.
fn left_out(plan: &Plan, inputs: &Inputs<'_>) -> Vec<NotImported> {
    let mut all = plan.not_imported.clone();
    let leaving = plan.changes.iter().filter(|change| change.kind == ChangeKind::Remove);
    let leaving: Lookup<&ObjectId, &Reason> = leaving.map(|c| (&c.identity.object, &*c.reason)).collect();
    if !leaving.is_empty() {
        let facts = inputs.config.facts(inputs.directory);
        let out = inputs.directory.users.iter().filter_map(|person| {
            let reason = staying_out(leaving.get(&person.object_id).copied()?.clone());
            Some(not_imported(inputs, &facts, person, reason))
        });
        all.extend(out);
        sort(&mut all);
    }
    all
}
