//! Tables `department_rename` and `department_move`: what is remembered of renamed departments.

use crate::{error::Result, tables::runs::RunId, values};
use rollcall_people::{Department, Move, Renames};
use rusqlite::{Connection, Row, params};

pub(crate) fn all(db: &Connection) -> Result<Renames> {
    let mut query = db.prepare_cached("SELECT source, here FROM department_rename")?;
    let pairs = values::all(query.query([])?, |row| pair(row, "source", "here"))?;
    Ok(Renames::new(pairs))
}

pub(crate) fn put(db: &Connection, renames: &Renames) -> Result<()> {
    db.execute("DELETE FROM department_rename", [])?;
    let mut insert = db.prepare_cached("INSERT INTO department_rename (source, here) VALUES (?1, ?2)")?;
    for Move { from, to } in renames.iter() {
        insert.execute(params![from.as_str(), to.as_str()])?;
    }
    Ok(())
}

pub(crate) fn note(db: &Connection, change: &Move) -> Result<()> {
    db.execute(
        "INSERT INTO department_move (last_run, source, destination)
         SELECT coalesce(max(id), 0), ?1, ?2 FROM run",
        params![change.from.as_str(), change.to.as_str()],
    )?;
    Ok(())
}

/// The renames since a run, in their order.
pub(crate) fn since(db: &Connection, run: RunId) -> Result<Vec<Move>> {
    let mut query = db
        .prepare_cached("SELECT source, destination FROM department_move WHERE last_run >= ?1 ORDER BY id")?;
    values::all(query.query([run.0])?, |row| pair(row, "source", "destination"))
}

fn pair(row: &Row<'_>, from: &'static str, to: &'static str) -> Result<Move> {
    let path = |column| Ok::<_, crate::StoreError>(Department::from(values::text(row, column)?.to_owned()));
    Ok(Move { from: path(from)?, to: path(to)? })
}
