//! The employee list as screens and exports read it: the ids of a query once, then any block by ids.

use crate::{
    Store,
    error::Result,
    fold::search_fold,
    tables::{connections, employees},
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, EmployeeId, Owner, fold};
use rusqlite::{Connection, params_from_iter, types::Value};
use std::collections::{HashMap, HashSet};

/// Which people, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Words that all must occur (in name, addresses, phones, department or job title); case and
    /// diacritics do not matter.
    pub search: String,
    /// The archive instead of the list.
    pub archived: bool,
    /// A path: people in it or below it, also where it is an additional department.
    pub department: Option<String>,
    /// Only those of one owner.
    pub owner: Option<Owner>,
    /// Only those whom sync leaves alone.
    pub paused: bool,
    /// Only those with a field edited by hand.
    pub edited: bool,
    pub sort: Sort,
    pub descending: bool,
}

/// Equal values are ordered by name; empty ones come last, in both directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    #[default]
    Name,
    Email,
    /// The primary one.
    Department,
    JobTitle,
    Office,
    Kind,
}

/// An employee as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployeeLine {
    pub employee: Employee,
    /// The owning connection's name; `None`: local.
    pub owner_name: Option<String>,
    pub archived_at: Option<DateTime<Utc>>,
    /// Since when the directory lacks a person whom sync leaves alone.
    pub gone_since: Option<DateTime<Utc>>,
}

/// The list as it was at one moment, however long it is read.
pub struct ListReader<'a>(pub(super) &'a Connection);

impl ListReader<'_> {
    /// The people of a query, in its order.
    pub fn ids(&self, query: &Query) -> Result<Vec<EmployeeId>> {
        let (sql, params) = statement(query);
        let mut statement = self.0.prepare_cached(&sql)?;
        let ids = statement.query_map(params_from_iter(params), |row| Ok(EmployeeId(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The lines of `ids` in their order; whoever is gone is left out.
    pub fn rows(&self, ids: &[EmployeeId]) -> Result<Vec<EmployeeLine>> {
        lines(self.0, ids)
    }
}

impl Store {
    /// Everything `work` reads is of one moment.
    pub fn read_list<T>(&self, work: impl FnOnce(&ListReader<'_>) -> T) -> Result<T> {
        self.read(|db| Ok(work(&ListReader(db))))
    }

    /// [`ListReader::ids`] of this moment.
    pub fn employee_ids(&self, query: &Query) -> Result<Vec<EmployeeId>> {
        self.read_list(|list| list.ids(query))?
    }

    /// [`ListReader::rows`] of this moment.
    pub fn employee_rows(&self, ids: &[EmployeeId]) -> Result<Vec<EmployeeLine>> {
        self.read_list(|list| list.rows(ids))?
    }

    /// Those whose name, or address where there is none, begins like this, whatever their case and diacritics.
    pub fn employees_named(&self, beginning: &str) -> Result<HashSet<EmployeeId>> {
        let from = search_fold(beginning);
        let to = format!("{from}\u{10ffff}");
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT id FROM employee WHERE name_key BETWEEN ?1 AND ?2")?;
            let ids = query.query_map([from, to], |row| Ok(EmployeeId(row.get(0)?)))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }

    pub fn employee(&self, id: EmployeeId) -> Result<Option<EmployeeLine>> {
        Ok(self.employee_rows(&[id])?.pop())
    }
}

fn lines(db: &Connection, ids: &[EmployeeId]) -> Result<Vec<EmployeeLine>> {
    let names = connections::names(db)?;
    let found = employees::select(db, Some(&values::json(ids)?), |row, departments| {
        let employee = employees::read(row, departments)?;
        let moment = |column| {
            let at = values::optional(row, column)?;
            at.map(|at| values::parse_time(column, at)).transpose()
        };
        let owner_name = match employee.owner {
            Owner::Connection(id) => names.get(&id).cloned(),
            Owner::Local => None,
        };
        let (archived_at, gone_since) = (moment("archived_at")?, moment("gone_since")?);
        Ok((employee.id, EmployeeLine { employee, owner_name, archived_at, gone_since }))
    })?;
    let mut found: HashMap<_, _> = found.into_iter().collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn statement(query: &Query) -> (String, Vec<Value>) {
    let mut params: Vec<Value> = Vec::new();
    let mut sql = format!(
        "SELECT id FROM employee WHERE status {} 'archived'",
        if query.archived { "=" } else { "<>" }
    );
    for word in search_fold(&query.search).split_whitespace() {
        params.push(word.to_owned().into());
        sql += &format!(" AND instr(search, ?{})", params.len());
    }
    if let Some(path) = &query.department {
        params.push(fold(path).into());
        sql += &format!(" AND id IN ({})", below(params.len()));
    }
    match query.owner {
        Some(Owner::Connection(id)) => {
            params.push(id.0.into());
            sql += &format!(" AND owner = ?{}", params.len());
        }
        Some(Owner::Local) => sql += " AND owner IS NULL",
        None => {}
    }
    if query.paused {
        sql += " AND status = 'paused'";
    }
    if query.edited {
        sql += " AND (pinned <> '[]' OR department_by_hand)";
    }
    (format!("{sql} ORDER BY {}", order(query)), params)
}

/// Employees of the department whose key is parameter `n`, or of one below it.
fn below(n: usize) -> String {
    format!(
        "SELECT employee FROM employee_department JOIN department ON id = department
         WHERE key = ?{n} OR substr(key, 1, length(?{n}) + 3) = ?{n} || ' / '"
    )
}

fn order(query: &Query) -> String {
    let direction = if query.descending { "DESC" } else { "ASC" };
    let first = match query.sort {
        Sort::Name => return format!("name_key {direction}, id {direction}"),
        Sort::Email => "email_key",
        Sort::Department => {
            "(SELECT key FROM employee_department JOIN department d ON d.id = department
              WHERE employee = employee.id AND position = 0)"
        }
        Sort::JobTitle => "folded(job_title)",
        Sort::Office => "folded(office)",
        Sort::Kind => "kind",
    };
    format!("{first} {direction} NULLS LAST, name_key, id")
}
