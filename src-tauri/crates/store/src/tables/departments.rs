//! Tables `department` and `employee_department`: who is where, the primary department first.

use crate::{Store, error::Result, values};
use rollcall_people::{Department, EmployeeId, Move};
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
                 GROUP BY department.id HAVING removed = 0 OR count(employee.id) > 0 ORDER BY key",
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
    let mut query = db.prepare_cached(
        "SELECT path FROM department WHERE removed = 0 OR EXISTS (
           SELECT 1 FROM employee_department JOIN employee ON employee.id = employee
           WHERE department = department.id AND status <> 'archived')
         ORDER BY key",
    )?;
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

/// A department as it stands in its table.
pub(crate) struct Row {
    id: i64,
    path: Department,
}

/// The department and those below it, also removed ones; each before what is below it.
pub(crate) fn within(db: &Connection, department: &Department) -> Result<Vec<Row>> {
    let mut query = db.prepare_cached("SELECT id, path FROM department ORDER BY key")?;
    let rows = values::all(query.query([])?, |row| {
        let (id, path) = (row.get(0)?, parse(values::text(row, "path")?));
        Ok(path.filter(|path| path.is_within(department)).map(|path| Row { id, path }))
    })?;
    Ok(rows.into_iter().flatten().collect())
}

/// Everybody in them, of list and archive, each once.
pub(crate) fn people_of(db: &Connection, rows: &[Row]) -> Result<Vec<EmployeeId>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut query = db.prepare_cached(
        "SELECT DISTINCT employee FROM employee_department WHERE department IN (SELECT value FROM json_each(?1))",
    )?;
    let people = query.query_map([values::json(&ids)?], |row| Ok(EmployeeId(row.get(0)?)))?;
    Ok(people.collect::<rusqlite::Result<_>>()?)
}

/// How many of these are in the list.
pub(crate) fn listed(db: &Connection, people: &[EmployeeId]) -> Result<usize> {
    let mut query = db.prepare_cached(
        "SELECT count(*) FROM employee WHERE status <> 'archived' AND id IN (SELECT value FROM json_each(?1))",
    )?;
    Ok(query.query_row([values::json(people)?], |row| row.get(0))?)
}

/// Gives a department its new name, or its people to the one that has it.
pub(crate) fn rename(db: &Connection, row: &Row, change: &Move) -> Result<()> {
    let Some(path) = change.of(&row.path) else { return Ok(()) };
    match find(db, &path.key())?.filter(|other| *other != row.id) {
        Some(other) => merge(db, row.id, other),
        None => {
            db.execute(
                "UPDATE department SET path = ?2, key = ?3 WHERE id = ?1",
                params![row.id, path.as_str(), path.key()],
            )?;
            Ok(())
        }
    }
}

/// Whoever is in both stays where the better position is. The gap this leaves between positions means
/// nothing, and the first one is never the worse one.
fn merge(db: &Connection, from: i64, into: i64) -> Result<()> {
    db.execute(
        "DELETE FROM employee_department AS worse WHERE department IN (?1, ?2) AND EXISTS (
           SELECT 1 FROM employee_department AS better
           WHERE better.employee = worse.employee AND better.department IN (?1, ?2)
             AND better.position < worse.position)",
        params![from, into],
    )?;
    db.execute("UPDATE employee_department SET department = ?2 WHERE department = ?1", params![from, into])?;
    db.execute(
        "UPDATE department SET removed = removed AND (SELECT removed FROM department WHERE id = ?1) WHERE id = ?2",
        params![from, into],
    )?;
    db.execute("DELETE FROM department WHERE id = ?1", [from])?;
    Ok(())
}

/// For good where nobody refers to it.
pub(crate) fn remove(db: &Connection, row: &Row) -> Result<()> {
    db.execute("UPDATE department SET removed = 1 WHERE id = ?1", [row.id])?;
    db.execute(
        "DELETE FROM department WHERE id = ?1
           AND NOT EXISTS (SELECT 1 FROM employee_department WHERE department = ?1)",
        [row.id],
    )?;
    Ok(())
}

fn find(db: &Connection, key: &str) -> Result<Option<i64>> {
    let mut find = db.prepare_cached("SELECT id FROM department WHERE key = ?1")?;
    Ok(find.query_row([key], |row| row.get(0)).optional()?)
}

/// The row of a department; an existing one keeps its spelling, and a removed one is back.
pub(crate) fn find_or_make(db: &Connection, department: &Department) -> Result<i64> {
    let key = department.key();
    if let Some(id) = find(db, &key)? {
        db.prepare_cached("UPDATE department SET removed = 0 WHERE id = ?1 AND removed")?.execute([id])?;
        return Ok(id);
    }
    db.execute("INSERT INTO department (path, key) VALUES (?1, ?2)", params![department.as_str(), key])?;
    Ok(db.last_insert_rowid())
}

fn parse(path: &str) -> Option<Department> {
    Department::from_levels([path])
}
