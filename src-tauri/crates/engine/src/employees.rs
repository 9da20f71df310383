//! The list, in blocks. The ids of a query are found once; every block is then read by key, so
//! that the last block of 100,000 people costs as much as the first.

use crate::api::{
    EmployeeDetail, EmployeeEvent, EmployeePage, EmployeeQuery, EmployeeRow, EmployeeSort, Failure, Source,
};
use crate::engine::{Engine, Inner, unknown_employee};
use crate::jobs::lock;
use crate::{failures, history};
use rollcall_people::{EmployeeId, Owner, Status};
use rollcall_store::{EmployeeLine, Event, Query, Sort};
use std::sync::Arc;

const EVENTS_SHOWN: usize = 50;

/// The answer to a query, good for one revision of the list.
pub(crate) struct List {
    query: EmployeeQuery,
    revision: i64,
    ids: Arc<[EmployeeId]>,
}

impl Engine {
    /// At most `count` people of a query from position `start`, and how many there are.
    pub async fn employees(
        &self,
        query: EmployeeQuery,
        start: usize,
        count: usize,
    ) -> Result<EmployeePage, Failure> {
        self.blocking(move |inner| {
            let ids = inner.ids(&query)?;
            let block: Vec<EmployeeId> = ids.iter().copied().skip(start).take(count).collect();
            let lines = inner.store.employee_rows(&block).map_err(failures::of_store)?;
            Ok(EmployeePage { total: ids.len(), rows: lines.into_iter().map(row).collect() })
        })
        .await
    }

    /// How many are in the list, archived people left out.
    pub async fn employee_count(&self) -> Result<usize, Failure> {
        self.blocking(|inner| inner.store.employee_count().map_err(failures::of_store)).await
    }

    /// Where the next person after position `from` stands whose name begins with `typed`; round the end.
    pub async fn employee_jump(
        &self,
        query: EmployeeQuery,
        typed: String,
        from: usize,
    ) -> Result<Option<usize>, Failure> {
        self.blocking(move |inner| {
            let ids = inner.ids(&query)?;
            inner.named_after(&ids, &typed, from)
        })
        .await
    }

    /// One person with the latest runs that touched it.
    pub async fn employee(&self, id: EmployeeId) -> Result<EmployeeDetail, Failure> {
        self.blocking(move |inner| {
            let line = inner.store.employee(id).map_err(failures::of_store)?;
            let line = line.ok_or_else(|| unknown_employee(id))?;
            let events = inner.store.employee_events(id, EVENTS_SHOWN).map_err(failures::of_store)?;
            Ok(EmployeeDetail { employee: row(line), history: events.into_iter().map(event).collect() })
        })
        .await
    }
}

impl Inner {
    /// Where among `ids` the next person from position `from` on stands whose name begins with `typed`.
    pub(crate) fn named_after(
        &self,
        ids: &[EmployeeId],
        typed: &str,
        from: usize,
    ) -> Result<Option<usize>, Failure> {
        let named = self.store.employees_named(typed).map_err(failures::of_store)?;
        let from = from.min(ids.len());
        let mut order = (from..ids.len()).chain(0..from);
        Ok(order.find(|at| ids.get(*at).is_some_and(|id| named.contains(id))))
    }

    /// The people of a query in its order, from memory while the list has not changed.
    pub(crate) fn ids(&self, query: &EmployeeQuery) -> Result<Arc<[EmployeeId]>, Failure> {
        let revision = self.store.revision().map_err(failures::of_store)?;
        if let Some(list) = &*lock(&self.list)
            && list.query == *query
            && list.revision == revision
        {
            return Ok(list.ids.clone());
        }
        let ids: Arc<[EmployeeId]> =
            self.store.employee_ids(&stored(query)).map_err(failures::of_store)?.into();
        *lock(&self.list) = Some(List { query: query.clone(), revision, ids: ids.clone() });
        Ok(ids)
    }
}

pub(crate) fn stored(query: &EmployeeQuery) -> Query {
    Query {
        search: query.search.clone(),
        archived: query.archived,
        department: query.department.clone(),
        owner: query.source.map(|source| match source {
            Source::Local => Owner::Local,
            Source::Connection { connection } => Owner::Connection(connection),
        }),
        paused: query.paused,
        edited: query.edited,
        sort: match query.sort {
            EmployeeSort::Name => Sort::Name,
            EmployeeSort::Email => Sort::Email,
            EmployeeSort::Department => Sort::Department,
            EmployeeSort::JobTitle => Sort::JobTitle,
            EmployeeSort::Office => Sort::Office,
            EmployeeSort::Kind => Sort::Kind,
        },
        descending: query.descending,
    }
}

pub(crate) fn row(line: EmployeeLine) -> EmployeeRow {
    let EmployeeLine { employee, owner_name, archived_at, gone_since } = line;
    let gone_since = gone_since.filter(|_| employee.status == Status::Paused);
    let pinned = employee.pinned.into_iter().map(|field| field.name().to_owned());
    let department = employee.department_by_hand.then(|| "department".to_owned());
    let dates = employee.pinned_at;
    let dated = dates.fields.into_iter().map(|(field, at)| (field.name().to_owned(), at));
    let dated = dated.chain(dates.department.map(|at| ("department".to_owned(), at)));
    let record = employee.record;
    EmployeeRow {
        id: employee.id,
        status: employee.status,
        owner: owner_name.unwrap_or_else(|| "local".to_owned()),
        object_id: employee.identity.map(|identity| identity.object.to_string()),
        email: record.email.to_string(),
        aliases: record.aliases.iter().map(ToString::to_string).collect(),
        department: record.departments.first().map(ToString::to_string).unwrap_or_default(),
        departments: record.departments.iter().map(ToString::to_string).collect(),
        kind: record.kind,
        pinned: pinned.chain(department).collect(),
        pinned_at: dated.map(|(name, at)| (name, history::time(at))).collect(),
        archived_at: archived_at.map(history::time),
        gone_since: gone_since.map(history::time),
        fields: record.fields.iter().map(|(field, value)| (field, value.map(str::to_owned))).collect(),
    }
}

pub(crate) fn event(event: Event) -> EmployeeEvent {
    EmployeeEvent {
        run: event.run.0,
        at: history::time(event.at),
        kind: event.kind,
        reason: event.reason,
        fields: event.fields,
    }
}
