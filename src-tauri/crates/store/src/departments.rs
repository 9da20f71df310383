//! Departments renamed, merged and removed by hand: rows, people's search texts, configurations and what
//! is remembered, in one transaction.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        connections::{self, StoredConnection},
        departments, employee_writer, employees, renames, revision,
    },
    values,
};
use rollcall_people::{ConnectionId, Department, EmployeeId, Move, Renames};
use rusqlite::{Connection, params};

/// Records whose search text is written together.
const AT_ONCE: usize = 500;

/// What a change of departments is decided by, read at one moment.
#[derive(Clone, Debug)]
pub struct DepartmentInputs {
    /// What the change is to find unchanged.
    pub revision: i64,
    /// Ordered by path.
    pub departments: Vec<Department>,
    pub renames: Renames,
    pub connections: Vec<StoredConnection>,
}

/// A department and those below it under another name; where that name is taken, the two become one.
#[derive(Clone, Debug)]
pub struct RenameDepartment<'a> {
    pub change: &'a Move,
    /// What is remembered afterwards.
    pub renames: &'a Renames,
    /// JSON: configurations that change with it.
    pub configs: &'a [(ConnectionId, String)],
    /// [`DepartmentInputs::revision`]
    pub revision: i64,
}

impl Store {
    pub fn department_inputs(&self) -> Result<DepartmentInputs> {
        self.read(|db| {
            Ok(DepartmentInputs {
                revision: revision::get(db)?,
                departments: departments::all(db)?,
                renames: renames::all(db)?,
                connections: connections::all(db)?,
            })
        })
    }

    pub fn renames(&self) -> Result<Renames> {
        self.read(renames::all)
    }

    /// Says how many people of the list are now under the new name who were under the old one.
    ///
    /// # Errors
    /// `Outdated`: something changed since the inputs were read.
    pub fn rename_department(&self, rename: &RenameDepartment<'_>) -> Result<usize> {
        self.write(|tx| {
            refuse_outdated(tx, rename.revision)?;
            let rows = departments::within(tx, &rename.change.from)?;
            let people = departments::people_of(tx, &rows)?;
            for row in &rows {
                departments::rename(tx, row, rename.change)?;
            }
            rewrite_search(tx, &people)?;
            for (connection, config) in rename.configs {
                connections::put_config(tx, *connection, config)?;
            }
            renames::note(tx, rename.change)?;
            renames::put(tx, rename.renames)?;
            revision::grow(tx)?;
            departments::listed(tx, &people)
        })
    }

    /// Removes a department in which nobody of the list is, and those below it. People of the archive stay
    /// in it: it comes back with them.
    ///
    /// # Errors
    /// `Outdated`: something changed since the inputs were read.
    pub fn remove_department(&self, gone: &Department, renames: &Renames, revision: i64) -> Result<()> {
        self.write(|tx| {
            refuse_outdated(tx, revision)?;
            for row in &departments::within(tx, gone)? {
                departments::remove(tx, row)?;
            }
            renames::put(tx, renames)?;
            revision::grow(tx)
        })
    }

    /// # Errors
    /// `Outdated`: something changed since the inputs were read.
    pub fn put_renames(&self, renames: &Renames, revision: i64) -> Result<()> {
        self.write(|tx| {
            refuse_outdated(tx, revision)?;
            renames::put(tx, renames)?;
            revision::grow(tx)
        })
    }
}

fn refuse_outdated(db: &Connection, revision: i64) -> Result<()> {
    if revision::get(db)? == revision { Ok(()) } else { Err(StoreError::Outdated) }
}

/// The names of departments are part of what is searched.
fn rewrite_search(db: &Connection, people: &[EmployeeId]) -> Result<()> {
    let mut update = db.prepare_cached("UPDATE employee SET search = ?2 WHERE id = ?1")?;
    for ids in people.chunks(AT_ONCE) {
        for employee in employees::select(db, Some(&values::json(ids)?), employees::read)? {
            update.execute(params![employee.id.0, employee_writer::search_text(&employee.record)])?;
        }
    }
    Ok(())
}
