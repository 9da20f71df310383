//! Table `employee`, writing: statements that are prepared once for any number of records.

use crate::{
    error::Result,
    fold::search_fold,
    tables::{departments::Assignments, line::Line},
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{Email, Employee, EmployeeId, Field, Owner, PinDates, Record};
use rusqlite::{CachedStatement, Connection, Statement, ToSql};
use std::{borrow::Cow, sync::LazyLock};

/// Columns beside the fields, in the order of [`bind`].
const FIXED: [&str; 14] = [
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
    "department_by_hand",
    "pinned_at",
    "name_key",
    "search",
];

/// Room for what most people are found by.
const USUAL: usize = 256;

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

fn columns() -> impl Iterator<Item = &'static str> {
    FIXED.into_iter().chain(Field::ALL.iter().map(|field| field.name()))
}

pub(crate) struct EmployeeWriter<'db> {
    db: &'db Connection,
    insert: CachedStatement<'db>,
    update: CachedStatement<'db>,
    delete: CachedStatement<'db>,
    departments: Assignments<'db>,
    now: String,
}

impl<'db> EmployeeWriter<'db> {
    pub(crate) fn new(db: &'db Connection, now: DateTime<Utc>) -> Result<Self> {
        Ok(Self {
            db,
            insert: db.prepare_cached(&INSERT)?,
            update: db.prepare_cached(&UPDATE)?,
            delete: db.prepare_cached("DELETE FROM employee WHERE id = ?1")?,
            departments: Assignments::new(db)?,
            now: values::time(now),
        })
    }

    /// Adds a record; its `id` is given here, whatever it was.
    pub(crate) fn insert<'a>(&mut self, employee: impl Into<Line<'a>>) -> Result<EmployeeId> {
        self.insert_as(employee.into(), None)
    }

    /// Brings back a record that was deleted, under the id it had.
    pub(crate) fn insert_again(&mut self, employee: &Employee) -> Result<EmployeeId> {
        self.insert_as(employee.into(), Some(employee.id))
    }

    fn insert_as(&mut self, employee: Line<'_>, id: Option<EmployeeId>) -> Result<EmployeeId> {
        bind(&mut self.insert, &self.now, employee, id)?;
        self.insert.raw_execute()?;
        let id = EmployeeId(self.db.last_insert_rowid());
        self.departments.add(id, &employee.record.departments)?;
        Ok(id)
    }

    /// Writes `after` over `before`; both are of one id.
    pub(crate) fn update(&mut self, before: &Employee, after: &Employee) -> Result<()> {
        bind(&mut self.update, &self.now, after.into(), Some(after.id))?;
        self.update.raw_execute()?;
        if before.record.departments != after.record.departments {
            self.departments.replace(after.id, &after.record.departments)?;
        }
        Ok(())
    }

    /// Since when an archived record is said to be archived.
    pub(crate) fn archived_since(&mut self, id: EmployeeId, at: DateTime<Utc>) -> Result<()> {
        let mut update = self.db.prepare_cached("UPDATE employee SET archived_at = ?2 WHERE id = ?1")?;
        update.execute((id.0, values::time(at)))?;
        Ok(())
    }

    pub(crate) fn delete(&mut self, id: EmployeeId) -> Result<()> {
        self.delete.execute([id.0])?;
        Ok(())
    }
}

/// The time, the values of [`columns`], the id.
fn bind(statement: &mut Statement<'_>, now: &str, employee: Line<'_>, id: Option<EmployeeId>) -> Result<()> {
    let Line { record, identity, pinned, .. } = employee;
    let fixed: [&dyn ToSql; 15] = [
        &now,
        &employee.status.name(),
        &owner(employee.owner),
        &identity.map(|identity| identity.tenant.as_str()),
        &identity.map(|identity| identity.object.as_str()),
        &employee.archived_by_hand,
        &record.kind.name(),
        &record.email.as_str(),
        &record.email.key(),
        &values::list(&record.aliases)?,
        &values::list(pinned)?,
        &employee.department_by_hand,
        &dates(employee.pinned_at)?,
        &name_key(record),
        &search_text(record),
    ];
    // What is not bound is NULL, as most fields are.
    statement.clear_bindings();
    for (number, value) in (1..).zip(fixed) {
        statement.raw_bind_parameter(number, value)?;
    }
    for (number, (_, value)) in (fixed.len() + 1..).zip(record.fields.iter()) {
        value.map_or(Ok(()), |value| statement.raw_bind_parameter(number, value))?;
    }
    let last = fixed.len() + Field::COUNT + 1;
    Ok(id.map_or(Ok(()), |id| statement.raw_bind_parameter(last, id.0))?)
}

fn dates(dates: &PinDates) -> Result<Cow<'static, str>> {
    if dates.is_empty() { Ok("{}".into()) } else { Ok(values::json(dates)?.into()) }
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
pub(crate) fn search_text(record: &Record) -> String {
    let field = |field: &Field| record.fields.get(*field);
    let names = [Field::DisplayName, Field::GivenName, Field::Surname, Field::JobTitle];
    let phones = [Field::MobilePhone, Field::BusinessPhone];
    let addresses = std::iter::once(&record.email).chain(&record.aliases).map(Email::as_str);
    let mut lines = String::with_capacity(USUAL);
    for text in names.iter().filter_map(field).chain(addresses).chain(phones.iter().filter_map(field)) {
        if !lines.contains(text) {
            lines.push_str(text);
            lines.push('\n');
        }
    }
    for phone in phones.iter().filter_map(field) {
        lines.extend(phone.chars().filter(char::is_ascii_digit));
        lines.push('\n');
    }
    for department in &record.departments {
        lines.push_str(department.as_str());
        lines.push('\n');
    }
    search_fold(&lines) // trims the last line's end
}
