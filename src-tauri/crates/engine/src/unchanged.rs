//! The rows of a plan whom nothing happens to: the connection's people in the list without those the plan
//! touches. A plan only counts them, so they are found in the list, and no further than they are shown.

use crate::api::{ErrorCode, Failure, PlanPage, PlanQuery, PlanRow, PlanSort};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::lock;
use crate::plans::HeldPlan;
use rollcall_people::{Employee, EmployeeId, Owner, Reason, ReasonCode, Seen, Status};
use rollcall_plan::PlanHash;
use rollcall_store::{EmployeeLine, Query, Sort, Store, StoreError, Walk, WalkBy};
use std::sync::Arc;

/// The people last asked for, as far as they were looked for.
pub(crate) struct Unchanged {
    plan: PlanHash,
    revision: i64,
    /// Everybody else of the list.
    others: Seen<EmployeeId>,
    query: PlanQuery,
    ids: Vec<EmployeeId>,
    /// Whether `ids` are all of them.
    whole: bool,
}

impl Engine {
    pub(crate) async fn unchanged_rows(
        &self,
        held: Arc<HeldPlan>,
        query: PlanQuery,
        start: usize,
        count: usize,
    ) -> Result<PlanPage, Failure> {
        self.blocking(move |inner| {
            let end = start.saturating_add(count);
            let (block, total) = inner.unchanged(&held, &query, end, |found| {
                let block: Vec<EmployeeId> = found.ids.iter().copied().skip(start).take(count).collect();
                // Who was not looked for yet was counted by the plan.
                Ok((block, if found.whole { found.ids.len() } else { held.plan.unchanged }))
            })?;
            let lines = inner.store.employee_rows(&block).map_err(failures::of_store)?;
            Ok(PlanPage { total, rows: lines.into_iter().map(|line| row(&held, line)).collect() })
        })
        .await
    }

    pub(crate) async fn unchanged_jump(
        &self,
        held: Arc<HeldPlan>,
        query: PlanQuery,
        typed: String,
        from: usize,
    ) -> Result<Option<usize>, Failure> {
        self.blocking(move |inner| {
            inner.unchanged(&held, &query, usize::MAX, |found| inner.named_after(&found.ids, &typed, from))
        })
        .await
    }
}

impl Inner {
    /// What `work` makes of the people of a query, the first `until` of whom are known then.
    fn unchanged<T>(
        &self,
        held: &HeldPlan,
        query: &PlanQuery,
        until: usize,
        work: impl FnOnce(&Unchanged) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let revision = self.store.revision().map_err(failures::of_store)?;
        // The list has moved on: whom the plan brought, or somebody else, would stand among those who stay.
        if revision != held.revision {
            return Err(Failure::new(ErrorCode::PlanOutdated));
        }
        let mut kept = lock(&self.unchanged);
        let known = kept.take().filter(|known| (&known.plan, known.revision) == (&held.plan.hash, revision));
        let known = known.map_or_else(|| Unchanged::of(held, query, &self.store), Ok);
        let mut known = known.map_err(failures::of_store)?.asked_for(query);
        known.look_on(held, until, &self.store).map_err(failures::of_store)?;
        work(kept.insert(known))
    }
}

impl Unchanged {
    fn of(held: &HeldPlan, query: &PlanQuery, store: &Store) -> Result<Self, StoreError> {
        let mut others = store.all_but_those_of(held.connection)?;
        others.extend(held.plan.touched());
        let (plan, query) = (held.plan.hash.clone(), query.clone());
        Ok(Self { plan, revision: held.revision, others, query, ids: Vec::new(), whole: false })
    }

    fn asked_for(self, query: &PlanQuery) -> Self {
        if self.query == *query {
            return self;
        }
        Self { query: query.clone(), ids: Vec::new(), whole: false, ..self }
    }

    /// How many fit a search nobody knows before the end.
    fn look_on(&mut self, held: &HeldPlan, until: usize, store: &Store) -> Result<(), StoreError> {
        let until = if self.query.search.trim().is_empty() { until } else { usize::MAX };
        let missing = until.saturating_sub(self.ids.len());
        if self.whole || missing == 0 {
            return Ok(());
        }
        let Some(by) = walked_by(&self.query) else {
            let all = store.employee_ids(&by_department(held, &self.query))?;
            self.ids = all.into_iter().filter(|id| !self.others.contains(id)).collect();
            self.whole = true;
            return Ok(());
        };
        let PlanQuery { search, descending, .. } = &self.query;
        let walk = Walk { search, by, descending: *descending, but: &self.others };
        let next = store.walk(&walk, self.ids.last().copied(), missing)?;
        self.whole = next.len() < missing;
        self.ids.extend(next);
        Ok(())
    }
}

/// `None`: in an order that has to be made.
fn walked_by(query: &PlanQuery) -> Option<WalkBy> {
    match query.sort {
        Some(PlanSort::Department) => None,
        Some(PlanSort::Email) => Some(WalkBy::Email),
        Some(PlanSort::Name | PlanSort::Kind | PlanSort::Rule) | None => Some(WalkBy::Name),
    }
}

fn by_department(held: &HeldPlan, query: &PlanQuery) -> Query {
    Query {
        search: query.search.clone(),
        owner: Some(Owner::Connection(held.connection)),
        sort: Sort::Department,
        descending: query.descending,
        ..Query::default()
    }
}

fn row(held: &HeldPlan, line: EmployeeLine) -> PlanRow {
    let EmployeeLine { employee, .. } = line;
    let reason = reason(held, &employee);
    let record = employee.record;
    PlanRow {
        kind: None,
        object_id: employee.identity.map(|identity| identity.object.to_string()).unwrap_or_default(),
        employee: Some(employee.id),
        name: record.name().to_owned(),
        email: Some(record.email.to_string()),
        department: record.departments.first().map(ToString::to_string),
        fields: Vec::new(),
        rule: None,
        reason,
    }
}

/// The plan's word where it has one; for the others, as they are here says enough.
fn reason(held: &HeldPlan, employee: &Employee) -> Reason {
    let identity = employee.identity.as_ref();
    let passed = held.plan.passed_over.iter().find(|person| Some(&person.identity) == identity);
    let told = passed.map(|person| &person.reason).or_else(|| held.plan.why_staying(employee.id));
    told.cloned().unwrap_or_else(|| match employee.status {
        Status::Paused => Reason::new(ReasonCode::Paused),
        Status::Active | Status::Archived => Reason::new(ReasonCode::Unchanged),
    })
}
