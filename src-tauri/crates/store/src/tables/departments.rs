//! Tables `department` and `employee_department`: who is where, the primary department first.

use crate::{Store, error::Result, values};
use rollcall_people::{Department, EmployeeId};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params, params_from_iter};
use std::{collections::HashMap, iter::Peekable, vec::IntoIter};

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

/// Who is where, to be taken employee by employee in the order of their ids.
pub(crate) struct Places(Peekable<IntoIter<(EmployeeId, Department)>>);

impl Places {
    /// Of everybody, or of those in `ids` (a JSON array). A department read once is shared by all.
    pub(crate) fn of(db: &Connection, ids: Option<&str>) -> Result<Self> {
        let which = ids.map_or("", |_| "WHERE employee IN (SELECT value FROM json_each(?1))");
        let mut query = db.prepare_cached(&format!(
            "SELECT employee, department FROM employee_department {which} ORDER BY employee, position"
        ))?;
        let mut path = db.prepare_cached("SELECT path FROM department WHERE id = ?1")?;
        let mut known: HashMap<i64, Option<Department>> = HashMap::new();
        let mut rows = query.query(params_from_iter(ids))?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            let (employee, id) = (EmployeeId(row.get(0)?), row.get(1)?);
            let department = match known.get(&id) {
                Some(department) => department.clone(),
                None => {
                    let text: String = path.query_row([id], |row| row.get(0))?;
                    known.entry(id).or_insert(parse(&text)).clone()
                }
            };
            places.extend(department.map(|department| (employee, department)));
        }
        Ok(Self(places.into_iter().peekable()))
    }

    /// Those of `employee`, the primary one first; nobody with a smaller id can be asked for any more.
    pub(crate) fn take(&mut self, employee: EmployeeId) -> Vec<Department> {
        while self.0.next_if(|(of, _)| *of < employee).is_some() {}
        std::iter::from_fn(|| self.0.next_if(|(of, _)| *of == employee)).map(|(_, d)| d).collect()
    }
}

/// Puts employees into departments; those that do not exist yet are made.
pub(crate) struct Assignments<'db> {
    db: &'db Connection,
    clear: CachedStatement<'db>,
    insert: CachedStatement<'db>,
    /// Rows of departments met before, by path.
    known: HashMap<Box<str>, i64>,
}

impl<'db> Assignments<'db> {
    pub(crate) fn new(db: &'db Connection) -> Result<Self> {
        Ok(Self {
            db,
            clear: db.prepare_cached("DELETE FROM employee_department WHERE employee = ?1")?,
            insert: db.prepare_cached(
                "INSERT INTO employee_department (employee, position, department) VALUES (?1, ?2, ?3)",
            )?,
            known: HashMap::new(),
        })
    }

    /// For an employee who is nowhere yet.
    pub(crate) fn add(&mut self, employee: EmployeeId, departments: &[Department]) -> Result<()> {
        for (position, department) in departments.iter().enumerate() {
            let department = self.row(department)?;
            self.insert.execute(params![employee.0, position, department])?;
        }
        Ok(())
    }

    pub(crate) fn replace(&mut self, employee: EmployeeId, departments: &[Department]) -> Result<()> {
        self.clear.execute([employee.0])?;
        self.add(employee, departments)
    }

    fn row(&mut self, department: &Department) -> Result<i64> {
        if let Some(&row) = self.known.get(department.as_str()) {
            return Ok(row);
        }
        let row = find_or_make(self.db, department)?;
        self.known.insert(department.as_str().into(), row);
        Ok(row)
    }
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
