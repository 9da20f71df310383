//! Tables `department` and `employee_department`: who is where, the primary department first.

use crate::{Store, error::Result, values};
use rollcall_people::{Department, EmployeeId};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use std::collections::HashMap;

impl Store {
    /// Ordered by path.
    pub fn departments(&self) -> Result<Vec<Department>> {
        self.read(all)
    }
}

/// A department and how many people of the list are in it, not counting those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentCount {
    pub department: Department,
    pub people: usize,
}

impl Store {
    /// Ordered by path; empty ones included, archived people not counted.
    pub fn department_counts(&self) -> Result<Vec<DepartmentCount>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT path, count(employee.id) FROM department
                 LEFT JOIN employee_department ON department = department.id
                 LEFT JOIN employee ON employee.id = employee AND status <> 'archived'
                 GROUP BY department.id ORDER BY key",
            )?;
            let counts = values::all(query.query([])?, |row| {
                let people = row.get(1)?;
                Ok(parse(values::text(row, "path")?).map(|department| DepartmentCount { department, people }))
            })?;
            Ok(counts.into_iter().flatten().collect())
        })
    }
}

pub(crate) fn all(db: &Connection) -> Result<Vec<Department>> {
    let mut query = db.prepare_cached("SELECT path FROM department ORDER BY key")?;
    let paths = values::all(query.query([])?, |row| Ok(parse(values::text(row, "path")?)))?;
    Ok(paths.into_iter().flatten().collect())
}

/// Departments by employee, of everybody or of those in `ids` (a JSON array).
pub(crate) fn by_employee(
    db: &Connection,
    ids: Option<&str>,
) -> Result<HashMap<EmployeeId, Vec<Department>>> {
    let which = ids.map_or("", |_| "WHERE employee IN (SELECT value FROM json_each(?1))");
    let mut query = db.prepare_cached(&format!(
        "SELECT employee, path FROM employee_department JOIN department ON id = department
         {which} ORDER BY employee, position"
    ))?;
    let mut rows = query.query(params_from_iter(ids))?;
    let mut departments: HashMap<_, Vec<_>> = HashMap::new();
    while let Some(row) = rows.next()? {
        departments.entry(EmployeeId(row.get(0)?)).or_default().extend(parse(values::text(row, "path")?));
    }
    Ok(departments)
}

/// Replaces where an employee is; departments that do not exist yet are made.
pub(crate) fn assign(db: &Connection, employee: EmployeeId, departments: &[Department]) -> Result<()> {
    db.prepare_cached("DELETE FROM employee_department WHERE employee = ?1")?.execute([employee.0])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO employee_department (employee, position, department) VALUES (?1, ?2, ?3)",
    )?;
    for (position, department) in departments.iter().enumerate() {
        insert.execute(params![employee.0, position, find_or_make(db, department)?])?;
    }
    Ok(())
}

/// The row of a department; an existing one keeps its spelling.
pub(crate) fn find_or_make(db: &Connection, department: &Department) -> Result<i64> {
    let key = department.key();
    let mut find = db.prepare_cached("SELECT id FROM department WHERE key = ?1")?;
    if let Some(id) = find.query_row([&key], |row| row.get(0)).optional()? {
        return Ok(id);
    }
    db.execute("INSERT INTO department (path, key) VALUES (?1, ?2)", params![department.as_str(), key])?;
    Ok(db.last_insert_rowid())
}

fn parse(path: &str) -> Option<Department> {
    Department::from_levels([path])
}
