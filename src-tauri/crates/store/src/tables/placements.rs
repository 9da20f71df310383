//! Who of the list is in which department.

use crate::{Store, error::Result, values};
use rollcall_people::{ConnectionId, Department, EmployeeId};

/// A department and those directly in it, archived people left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    pub department: Department,
    /// Each with the connection that manages them.
    pub people: Vec<(EmployeeId, Option<ConnectionId>)>,
}

impl Store {
    /// The departments of [`Store::placements`], without the people.
    pub fn department_paths(&self) -> Result<Vec<Department>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT path FROM department WHERE removed = 0 OR EXISTS
                   (SELECT 1 FROM employee_department JOIN employee ON employee.id = employee
                    WHERE department = department.id AND status <> 'archived')",
            )?;
            let paths = values::all(query.query([])?, |row| Ok(values::text(row, "path")?.to_owned()))?;
            Ok(paths.into_iter().filter_map(|path| Department::from_levels([path.as_str()])).collect())
        })
    }

    /// Ordered by path; empty departments included.
    pub fn placements(&self) -> Result<Vec<Placement>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT path, employee.id AS id, owner FROM department
                 LEFT JOIN employee_department ON department = department.id
                 LEFT JOIN employee ON employee.id = employee AND status <> 'archived'
                 WHERE removed = 0 OR employee.id IS NOT NULL
                 ORDER BY key",
            )?;
            let mut rows = query.query([])?;
            let mut placements: Vec<Placement> = Vec::new();
            while let Some(row) = rows.next()? {
                let path = values::text(row, "path")?;
                if placements.last().is_none_or(|last| last.department.as_str() != path) {
                    let Some(department) = Department::from_levels([path]) else { continue };
                    placements.push(Placement { department, people: Vec::new() });
                }
                let person: Option<i64> = row.get("id")?;
                let owner: Option<i64> = row.get("owner")?;
                if let (Some(placement), Some(id)) = (placements.last_mut(), person) {
                    placement.people.push((EmployeeId(id), owner.map(ConnectionId)));
                }
            }
            Ok(placements)
        })
    }
}
