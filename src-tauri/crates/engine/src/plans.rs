//! Plans at hand: what a preview showed is what apply executes.

use crate::api::{ErrorCode, Failure, PlanRow, PlanTab, ReadStats};
use crate::jobs::lock;
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Field, Reason};
use rollcall_plan::{Change, ChangeKind, NotImported, Plan, PlanHash, Settled};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// A plan with everything apply needs to know that its inputs are still the same.
pub(crate) struct HeldPlan {
    pub(crate) connection: ConnectionId,
    pub(crate) connection_name: String,
    pub(crate) plan: Plan,
    /// The plan of the day after, as far as it is known: to be kept once this one is applied.
    pub(crate) after: Option<Settled>,
    /// What the store's inputs looked like: apply refuses when they moved.
    pub(crate) revision: i64,
    pub(crate) generation: i64,
    pub(crate) read: Option<ReadStats>,
    pub(crate) read_at: DateTime<Utc>,
    /// People checked: everybody in the directory.
    pub(crate) checked: usize,
}

/// The latest plan of each connection, also once it was applied: what it changed can be looked at,
/// and applying it again is refused because its inputs have moved.
#[derive(Default)]
pub(crate) struct Plans(Mutex<HashMap<ConnectionId, Latest>>);

#[derive(Default)]
struct Latest {
    plan: Option<Arc<HeldPlan>>,
    /// What was looked at beside it; its rows are asked for in blocks as well.
    look: Option<Arc<HeldPlan>>,
}

impl Plans {
    /// What was looked at beside an earlier plan is forgotten.
    pub(crate) fn keep(&self, plan: HeldPlan) -> Arc<HeldPlan> {
        let plan = Arc::new(plan);
        lock(&self.0).insert(plan.connection, Latest { plan: Some(plan.clone()), look: None });
        plan
    }

    pub(crate) fn keep_look(&self, look: HeldPlan) -> Arc<HeldPlan> {
        let look = Arc::new(look);
        lock(&self.0).entry(look.connection).or_default().look = Some(look.clone());
        look
    }

    pub(crate) fn of(&self, connection: ConnectionId) -> Option<Arc<HeldPlan>> {
        lock(&self.0).get(&connection)?.plan.clone()
    }

    pub(crate) fn drop_of(&self, connection: ConnectionId) {
        lock(&self.0).remove(&connection);
    }

    pub(crate) fn by_hash(&self, hash: &PlanHash) -> Result<Arc<HeldPlan>, Failure> {
        let kept = lock(&self.0);
        let mut plans = kept.values().flat_map(|latest| [&latest.plan, &latest.look]).flatten();
        let found = plans.find(|held| held.plan.hash == *hash).cloned();
        found.ok_or_else(|| Failure::new(ErrorCode::PlanUnknown))
    }
}

/// The kinds of change a tab shows.
pub(crate) fn kinds(tab: PlanTab) -> Vec<ChangeKind> {
    use ChangeKind::{Add, Conflict, Link, Remove, Restore, Update};
    [Add, Update, Link, Restore, Remove, Conflict].into_iter().filter(|kind| shows(tab, *kind)).collect()
}

pub(crate) fn shows(tab: PlanTab, kind: ChangeKind) -> bool {
    match tab {
        PlanTab::All => true,
        PlanTab::Add => kind == ChangeKind::Add,
        PlanTab::Update => matches!(kind, ChangeKind::Update | ChangeKind::Link | ChangeKind::Restore),
        PlanTab::Remove => kind == ChangeKind::Remove,
        PlanTab::Conflict => kind == ChangeKind::Conflict,
        PlanTab::NotImported | PlanTab::Unchanged => false,
    }
}

pub(crate) fn of_change(change: &Change) -> PlanRow {
    let record = &change.record;
    PlanRow {
        kind: Some(change.kind),
        object_id: change.identity.object.to_string(),
        employee: change.employee,
        name: record.fields.get(Field::DisplayName).unwrap_or(record.email.as_str()).to_owned(),
        email: Some(record.email.to_string()),
        department: record.departments.first().map(ToString::to_string),
        fields: change.fields().into_owned(),
        rule: change.rule.as_deref().map(str::to_owned),
        reason: Reason::clone(&change.reason),
    }
}

pub(crate) fn of_not_imported(person: &NotImported) -> PlanRow {
    PlanRow {
        kind: None,
        object_id: person.identity.object.to_string(),
        employee: None,
        name: person.name.clone(),
        email: person.email.clone(),
        department: None,
        fields: Vec::new(),
        rule: person.reason.params.get("rule").cloned(),
        reason: person.reason.clone(),
    }
}
