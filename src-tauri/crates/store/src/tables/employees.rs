//! Table `employee`, reading: the records of the list, one column per field.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::departments::Places,
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{
    ConnectionId, Department, Email, Employee, EmployeeId, Field, Fields, Identity, Kind, ObjectId, Owner,
    PinDates, Record, Status, TenantId,
};
use rusqlite::{Connection, Row, params_from_iter};
use std::{collections::HashMap, sync::LazyLock};

/// Columns of an employee from this position on are its fields, in the order of [`Field::ALL`].
const FIRST_FIELD: usize = 12;

static SELECTED: LazyLock<String> = LazyLock::new(|| {
    let fields: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
    format!(
        "id, status, owner, tenant_id, object_id, archived_by_hand, kind, email, aliases, pinned, department_by_hand, pinned_at, {}, archived_at, gone_since",
        fields.join(", ")
    )
});

impl Store {
    /// Everybody, archived people included, ordered by id.
    pub fn employees(&self) -> Result<Vec<Employee>> {
        self.read(all)
    }

    /// How many are in the list, whoever owns them: active and paused people.
    pub fn employee_count(&self) -> Result<usize> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT count(*) FROM employee WHERE status <> 'archived'")?;
            Ok(query.query_row([], |row| row.get(0))?)
        })
    }
}

pub(crate) fn all(db: &Connection) -> Result<Vec<Employee>> {
    select(db, None, read)
}

pub(crate) fn get(db: &Connection, id: EmployeeId) -> Result<Option<Employee>> {
    Ok(select(db, Some(&format!("[{id}]")), read)?.pop())
}

/// Since when a record is archived; `None` for one that is in the list.
pub(crate) fn archived_at(db: &Connection, employee: Option<&Employee>) -> Result<Option<DateTime<Utc>>> {
    let Some(employee) = employee.filter(|employee| employee.status == Status::Archived) else {
        return Ok(None);
    };
    let mut query = db.prepare_cached("SELECT archived_at FROM employee WHERE id = ?1")?;
    let at: Option<String> = query.query_row([employee.id.0], |row| row.get(0))?;
    at.map(|at| values::parse_time("archived_at", &at)).transpose()
}

/// Those of `ids` that are there.
pub(crate) fn by_id(db: &Connection, ids: &[EmployeeId]) -> Result<HashMap<EmployeeId, Employee>> {
    let found = select(db, Some(&values::json(ids)?), read)?;
    Ok(found.into_iter().map(|employee| (employee.id, employee)).collect())
}

/// Everybody, or those in `ids` (a JSON array), ordered by id; `read` makes something of each row.
pub(crate) fn select<T>(
    db: &Connection,
    ids: Option<&str>,
    mut read: impl FnMut(&Row<'_>, Vec<Department>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut places = Places::of(db, ids)?;
    let which = ids.map_or("", |_| "WHERE id IN (SELECT value FROM json_each(?1))");
    let mut query = db.prepare_cached(&format!("SELECT {} FROM employee {which} ORDER BY id", *SELECTED))?;
    values::all(query.query(params_from_iter(ids))?, |row| {
        let id = EmployeeId(row.get(0)?);
        read(row, places.take(id))
    })
}

/// An employee of a row of [`select`].
pub(crate) fn read(row: &Row<'_>, departments: Vec<Department>) -> Result<Employee> {
    Ok(Employee {
        id: EmployeeId(row.get(0)?),
        status: Status::from_name(text(row, 1)?).ok_or(StoreError::value("employee.status"))?,
        owner: row.get::<_, Option<i64>>(2)?.map_or(Owner::Local, |id| Owner::Connection(ConnectionId(id))),
        identity: identity(row)?,
        archived_by_hand: row.get(5)?,
        record: Record {
            kind: Kind::from_name(text(row, 6)?).ok_or(StoreError::value("employee.kind"))?,
            email: Email::parse(text(row, 7)?).map_err(|_| StoreError::value("employee.email"))?,
            aliases: list("employee.aliases", text(row, 8)?)?,
            departments,
            fields: fields(row)?,
        },
        pinned: list("employee.pinned", text(row, 9)?)?,
        department_by_hand: row.get(10)?,
        pinned_at: dates(text(row, 11)?)?,
    })
}

fn identity(row: &Row<'_>) -> Result<Option<Identity>> {
    let (tenant, object) = (optional(row, 3)?, optional(row, 4)?);
    Ok(tenant.zip(object).map(|(t, o)| Identity { tenant: TenantId::new(t), object: ObjectId::new(o) }))
}

fn fields(row: &Row<'_>) -> Result<Fields> {
    let mut fields = Fields::default();
    for (position, &field) in Field::ALL.iter().enumerate() {
        fields.set(field, optional(row, FIRST_FIELD + position)?);
    }
    Ok(fields)
}

/// Most lists are empty; that needs no parser.
fn list<T: serde::de::DeserializeOwned + Default>(column: &'static str, json: &str) -> Result<T> {
    if json == "[]" { Ok(T::default()) } else { values::parse_json(column, json) }
}

/// Of most people nothing is kept by hand.
fn dates(json: &str) -> Result<PinDates> {
    if json == "{}" { Ok(PinDates::default()) } else { values::parse_json("employee.pinned_at", json) }
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<&'a str> {
    row.get_ref(column)?.as_str().map_err(|_| StoreError::value("employee"))
}

fn optional<'a>(row: &'a Row<'_>, column: usize) -> Result<Option<&'a str>> {
    row.get_ref(column)?.as_str_or_null().map_err(|_| StoreError::value("employee"))
}
