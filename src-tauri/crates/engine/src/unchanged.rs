//! The rows of a plan whom nothing happens to: the connection's people in the list without those the plan
//! touches. A plan only counts them, so they are read from the list, in blocks by their ids.

use crate::api::{ErrorCode, Failure, PlanPage, PlanQuery, PlanRow, PlanSort};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::lock;
use crate::plans::HeldPlan;
use rollcall_people::{EmployeeId, Identity, Owner, Reason, ReasonCode, Status};
use rollcall_plan::PlanHash;
use rollcall_store::{EmployeeLine, Query, Sort};
use std::sync::Arc;

/// The people last asked for.
pub(crate) struct Unchanged {
    plan: PlanHash,
    query: PlanQuery,
    revision: i64,
    ids: Arc<[EmployeeId]>,
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
            let ids = inner.unchanged_ids(&held, &query)?;
            let block: Vec<EmployeeId> = ids.iter().copied().skip(start).take(count).collect();
            let lines = inner.store.employee_rows(&block).map_err(failures::of_store)?;
            Ok(PlanPage { total: ids.len(), rows: lines.into_iter().map(|line| row(&held, line)).collect() })
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
            let ids = inner.unchanged_ids(&held, &query)?;
            inner.named_after(&ids, &typed, from)
        })
        .await
    }
}

impl Inner {
    fn unchanged_ids(&self, held: &HeldPlan, query: &PlanQuery) -> Result<Arc<[EmployeeId]>, Failure> {
        let revision = self.store.revision().map_err(failures::of_store)?;
        // The list has moved on: whom the plan brought, or somebody else, would stand among those who stay.
        if revision != held.revision {
            return Err(Failure::new(ErrorCode::PlanOutdated));
        }
        if let Some(known) = &*lock(&self.unchanged)
            && (&known.plan, &known.query, known.revision) == (&held.plan.hash, query, revision)
        {
            return Ok(known.ids.clone());
        }
        let people = self.store.employee_ids(&of_connection(held, query)).map_err(failures::of_store)?;
        let touched = held.plan.touched();
        let ids: Arc<[EmployeeId]> = people.into_iter().filter(|id| !touched.contains(id)).collect();
        let (plan, query) = (held.plan.hash.clone(), query.clone());
        *lock(&self.unchanged) = Some(Unchanged { plan, query, revision, ids: ids.clone() });
        Ok(ids)
    }
}

fn of_connection(held: &HeldPlan, query: &PlanQuery) -> Query {
    let sort = match query.sort {
        Some(PlanSort::Email) => Sort::Email,
        Some(PlanSort::Department) => Sort::Department,
        Some(PlanSort::Name | PlanSort::Kind | PlanSort::Rule) | None => Sort::Name,
    };
    Query {
        search: query.search.clone(),
        owner: Some(Owner::Connection(held.connection)),
        sort,
        descending: query.descending,
        ..Query::default()
    }
}

fn row(held: &HeldPlan, line: EmployeeLine) -> PlanRow {
    let EmployeeLine { employee, .. } = line;
    let reason = reason(held, employee.identity.as_ref(), employee.status);
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

/// Whom the plan passed over has its word; for the others, as they are here says enough.
fn reason(held: &HeldPlan, of: Option<&Identity>, status: Status) -> Reason {
    let passed = held.plan.passed_over.iter().find(|person| Some(&person.identity) == of);
    passed.map_or_else(
        || match status {
            Status::Paused => Reason::new(ReasonCode::Paused),
            Status::Active | Status::Archived => Reason::new(ReasonCode::Unchanged),
        },
        |person| person.reason.clone(),
    )
}
