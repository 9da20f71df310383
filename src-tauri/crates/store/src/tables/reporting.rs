//! Who reports to whom, as the list tells it.
//!
//! A record names its manager by a text. In the directory the manager is an account, which decides where
//! two people have one name, as long as it goes by the name the record shows; a record edited or added by
//! hand is understood by its text.

use crate::{Store, error::Result, tables::revision, values};
use rollcall_people::{EmployeeId, fold};
use rusqlite::Connection;
use std::collections::HashMap;

/// A person who is not archived, and whose report they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub id: EmployeeId,
    /// The address, where there is no name.
    pub name: String,
    pub job_title: Option<String>,
    /// The primary one.
    pub department: Option<String>,
    pub manager: Option<EmployeeId>,
    /// How the record names the manager, found or not.
    pub named: Option<String>,
}

impl Store {
    /// Ordered by name, with a number that is another whenever the answer may be another.
    pub fn reports(&self) -> Result<((i64, i64), Vec<Report>)> {
        self.read(|db| Ok((version(db)?, reports(db)?)))
    }

    /// The number [`Store::reports`] would come with.
    pub fn reports_version(&self) -> Result<(i64, i64)> {
        self.read(version)
    }
}

fn version(db: &Connection) -> Result<(i64, i64)> {
    let read = "SELECT total(edition) FROM directory WHERE current = 1";
    let editions: f64 = db.query_row(read, [], |row| row.get(0))?;
    Ok((revision::get(db)?, editions as i64))
}

fn reports(db: &Connection) -> Result<Vec<Report>> {
    let mut query = db.prepare_cached(
        "SELECT e.id, e.display_name, e.email, e.email_key, e.job_title, e.manager, chief.id AS chief,
           (SELECT path FROM employee_department JOIN department d ON d.id = department
            WHERE employee = e.id AND position = 0) AS department
         FROM employee e
         LEFT JOIN directory r ON r.connection = e.owner AND r.current = 1
         LEFT JOIN directory_object o ON o.generation = r.generation AND o.object_id = e.object_id
         LEFT JOIN directory_object m ON m.generation = r.generation
           AND m.object_id = manager_id(o.data)
           AND trim(display_name(m.data)) = e.manager
         LEFT JOIN employee chief ON chief.tenant_id = e.tenant_id AND chief.object_id = m.object_id
           AND chief.status <> 'archived'
         WHERE e.status <> 'archived' ORDER BY e.name_key, e.id",
    )?;
    let mut called = Called::default();
    let mut reports = values::all(query.query([])?, |row| {
        let owned = |column| Ok::<_, crate::StoreError>(values::optional(row, column)?.map(str::to_owned));
        let id = EmployeeId(row.get("id")?);
        let email = values::text(row, "email")?;
        let name = values::optional(row, "display_name")?.unwrap_or(email);
        called.add(id, [name, values::text(row, "email_key")?]);
        Ok(Report {
            id,
            name: name.to_owned(),
            job_title: owned("job_title")?,
            department: owned("department")?,
            manager: row.get::<_, Option<i64>>("chief")?.map(EmployeeId),
            named: owned("manager")?,
        })
    })?;
    for report in &mut reports {
        let manager = report.manager.or_else(|| called.only(report.named.as_deref()?));
        report.manager = manager.filter(|manager| *manager != report.id);
    }
    Ok(reports)
}

/// People by name and by address; `None` where several go by one.
#[derive(Default)]
struct Called(HashMap<String, Option<EmployeeId>>);

impl Called {
    fn add(&mut self, id: EmployeeId, names: [&str; 2]) {
        for name in names {
            let found = self.0.entry(fold(name)).or_insert(Some(id));
            *found = found.filter(|other| *other == id);
        }
    }

    fn only(&self, name: &str) -> Option<EmployeeId> {
        self.0.get(&fold(name)).copied().flatten()
    }
}
