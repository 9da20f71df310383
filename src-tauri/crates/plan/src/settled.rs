//! A plan that changes nothing, in the form in which it is kept.
//!
//! A plan is a pure function of its inputs, so as long as none of them moved the kept one is what
//! planning again would give.

use crate::guard::{guard, owned};
use crate::hash::hash;
use crate::inputs::Inputs;
use crate::model::{ChangeKind, Guard, NotImported, Plan, PlanHash, Warning};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The only day it holds for (UTC), where rules ask how long ago something was.
    day: Option<NaiveDate>,
    hash: PlanHash,
    complete: bool,
    guard: Guard,
    not_imported: Vec<NotImported>,
    unchanged: usize,
    warnings: Vec<Warning>,
}

impl Settled {
    /// `None` for a plan that changes something, leaves a decision open, or leaves people out by hand.
    pub fn of(plan: &Plan, inputs: &Inputs<'_>) -> Option<Self> {
        let Plan { changes, new_departments, .. } = plan;
        let settled = changes.is_empty() && new_departments.is_empty() && inputs.skip.is_empty();
        settled.then(|| Self::kept(plan, inputs))
    }

    /// What planning will give once this plan is applied: nothing to do, for the same people as are
    /// left out now. `None` where more than added and updated records may come of it.
    pub fn after(plan: &Plan, inputs: &Inputs<'_>) -> Option<Self> {
        let plain = plan.changes.iter().all(|c| matches!(c.kind, ChangeKind::Add | ChangeKind::Update));
        if !plain || !plan.complete || !plan.warnings.is_empty() || !inputs.skip.is_empty() {
            return None;
        }
        let added = plan.changes.iter().filter(|change| change.kind == ChangeKind::Add).count();
        let limit = inputs.config.policies.removal_limit;
        let mut next = Plan {
            hash: plan.hash.clone(),
            complete: true,
            guard: guard(limit, owned(inputs) + added, 0, inputs.directory.users.len()),
            changes: Vec::new(),
            not_imported: plan.not_imported.clone(),
            unchanged: plan.unchanged + plan.changes.len(),
            new_departments: Vec::new(),
            warnings: Vec::new(),
        };
        next.hash = hash(inputs, &next);
        Some(Self::kept(&next, inputs))
    }

    fn kept(plan: &Plan, inputs: &Inputs<'_>) -> Self {
        Self {
            day: inputs.config.rules.ask_for_today().then(|| inputs.now.date_naive()),
            hash: plan.hash.clone(),
            complete: plan.complete,
            guard: plan.guard,
            not_imported: plan.not_imported.clone(),
            unchanged: plan.unchanged,
            warnings: plan.warnings.clone(),
        }
    }

    /// The plan again, if `today` is a day it holds for.
    pub fn plan(self, today: NaiveDate) -> Option<Plan> {
        let Self { day, hash, complete, guard, not_imported, unchanged, warnings } = self;
        day.is_none_or(|day| day == today).then_some(Plan {
            hash,
            complete,
            guard,
            changes: Vec::new(),
            not_imported,
            unchanged,
            new_departments: Vec::new(),
            warnings,
        })
    }
}
