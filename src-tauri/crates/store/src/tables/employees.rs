//! Table `employee`: the records of the list, one column per field.

use crate::{
    Store,
    error::{Result, StoreError},
    fold::search_fold,
    tables::departments,
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{
    ConnectionId, Department, Email, Employee, EmployeeId, Field, Fields, Identity, Kind, ObjectId, Owner,
    Record, Status, TenantId,
};
use rusqlite::{Connection, Row, params_from_iter, types::Value};
use std::sync::LazyLock;

/// Columns beside the fields, in the order of [`cells`].
const FIXED: [&str; 12] = [
    "status",
    "owner",
    "tenant_id",
    "object_id",
    "archived_by_hand",
    "kind",
    "email",
    "email_key",
    "aliases",
    "pinned",
    "name_key",
    "search",
];

// ?1 is the time, ?2 the status: since when a record is archived is set once, and cleared by coming back.
// The last one is the id; without a value the next one never given is taken.
static INSERT: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<_> = columns().collect();
    let places: Vec<_> = (2..columns.len() + 2).map(|n| format!("?{n}")).collect();
    format!(
        "INSERT INTO employee (archived_at, {}, id) VALUES (CASE ?2 WHEN 'archived' THEN ?1 END, {}, ?{})",
        columns.join(", "),
        places.join(", "),
        columns.len() + 2
    )
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let cells: Vec<_> = columns().zip(2..).map(|(column, n)| format!("{column} = ?{n}")).collect();
    format!(
        "UPDATE employee SET archived_at = CASE ?2 WHEN 'archived' THEN coalesce(archived_at, ?1) END, {}
         WHERE id = ?{}",
        cells.join(", "),
        cells.len() + 2
    )
});

/// Columns of an employee from this position on are its fields, in the order of [`Field::ALL`].
const FIRST_FIELD: usize = 10;

static SELECTED: LazyLock<String> = LazyLock::new(|| {
    let fields: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
    format!(
        "id, status, owner, tenant_id, object_id, archived_by_hand, kind, email, aliases, pinned, {}, archived_at",
        fields.join(", ")
    )
});

impl Store {
    /// Everybody, archived people included, ordered by id.
    pub fn employees(&self) -> Result<Vec<Employee>> {
        self.read(all)
    }
}

pub(crate) fn all(db: &Connection) -> Result<Vec<Employee>> {
    select(db, None, read)
}

pub(crate) fn get(db: &Connection, id: EmployeeId) -> Result<Option<Employee>> {
    Ok(select(db, Some(&format!("[{id}]")), read)?.pop())
}

/// Everybody, or those in `ids` (a JSON array), ordered by id; `read` makes something of each row.
pub(crate) fn select<T>(
    db: &Connection,
    ids: Option<&str>,
    mut read: impl FnMut(&Row<'_>, Vec<Department>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut departments = departments::by_employee(db, ids)?;
    let which = ids.map_or("", |_| "WHERE id IN (SELECT value FROM json_each(?1))");
    let mut query = db.prepare_cached(&format!("SELECT {} FROM employee {which} ORDER BY id", *SELECTED))?;
    values::all(query.query(params_from_iter(ids))?, |row| {
        let id = EmployeeId(row.get(0)?);
        read(row, departments.remove(&id).unwrap_or_default())
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

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<&'a str> {
    row.get_ref(column)?.as_str().map_err(|_| StoreError::value("employee"))
}

fn optional<'a>(row: &'a Row<'_>, column: usize) -> Result<Option<&'a str>> {
    row.get_ref(column)?.as_str_or_null().map_err(|_| StoreError::value("employee"))
}

/// Adds a record; its `id` is given here, whatever it was.
pub(crate) fn insert(db: &Connection, employee: &Employee, now: DateTime<Utc>) -> Result<EmployeeId> {
    insert_with(db, Value::Null, employee, now)
}

/// Brings back a record that was deleted, under the id it had.
pub(crate) fn insert_again(db: &Connection, employee: &Employee, now: DateTime<Utc>) -> Result<EmployeeId> {
    insert_with(db, employee.id.0.into(), employee, now)
}

pub(crate) fn delete(db: &Connection, id: EmployeeId) -> Result<()> {
    db.prepare_cached("DELETE FROM employee WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}

fn insert_with(db: &Connection, id: Value, employee: &Employee, now: DateTime<Utc>) -> Result<EmployeeId> {
    let at = Value::from(values::time(now));
    let cells = std::iter::once(at).chain(cells(employee)?).chain([id]);
    db.prepare_cached(&INSERT)?.execute(params_from_iter(cells))?;
    let id = EmployeeId(db.last_insert_rowid());
    departments::assign(db, id, &employee.record.departments)?;
    Ok(id)
}

/// Writes `after` over `before`; both are of one id.
pub(crate) fn update(db: &Connection, before: &Employee, after: &Employee, now: DateTime<Utc>) -> Result<()> {
    let at = Value::from(values::time(now));
    let id = Value::from(after.id.0);
    let cells = std::iter::once(at).chain(cells(after)?).chain([id]);
    db.prepare_cached(&UPDATE)?.execute(params_from_iter(cells))?;
    if before.record.departments != after.record.departments {
        departments::assign(db, after.id, &after.record.departments)?;
    }
    Ok(())
}

fn columns() -> impl Iterator<Item = &'static str> {
    FIXED.into_iter().chain(Field::ALL.iter().map(|field| field.name()))
}

/// The values of [`columns`].
fn cells(employee: &Employee) -> Result<Vec<Value>> {
    let Employee { record, identity, .. } = employee;
    let mut cells = vec![
        employee.status.name().to_owned().into(),
        owner(employee.owner).into(),
        identity.as_ref().map(|i| i.tenant.to_string()).into(),
        identity.as_ref().map(|i| i.object.to_string()).into(),
        employee.archived_by_hand.into(),
        record.kind.name().to_owned().into(),
        record.email.as_str().to_owned().into(),
        record.email.key().to_owned().into(),
        values::json(&record.aliases)?.into(),
        values::json(&employee.pinned)?.into(),
        name_key(record).into(),
        search_text(record).into(),
    ];
    cells.extend(record.fields.iter().map(|(_, value)| value.map(str::to_owned).into()));
    Ok(cells)
}

fn owner(owner: Owner) -> Option<i64> {
    match owner {
        Owner::Connection(id) => Some(id.0),
        Owner::Local => None,
    }
}

/// Whoever has no name stands where the address would.
fn name_key(record: &Record) -> String {
    search_fold(record.fields.get(Field::DisplayName).unwrap_or(record.email.as_str()))
}

/// Everything the search box looks at; lines keep one value from running into the next.
fn search_text(record: &Record) -> String {
    let phones = [Field::MobilePhone, Field::BusinessPhone].map(|field| record.fields.get(field));
    let digits =
        phones.map(|phone| phone.map(|p| p.chars().filter(char::is_ascii_digit).collect::<String>()));
    let texts = [Field::DisplayName, Field::GivenName, Field::Surname, Field::JobTitle];
    let mut lines: Vec<&str> = texts.iter().filter_map(|&field| record.fields.get(field)).collect();
    lines.push(record.email.as_str());
    lines.extend(record.aliases.iter().map(Email::as_str));
    lines.extend(phones.iter().flatten());
    lines.extend(digits.iter().flatten().map(String::as_str));
    lines.extend(record.departments.iter().map(Department::as_str));
    search_fold(&lines.join("\n"))
}
