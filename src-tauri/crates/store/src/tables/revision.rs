//! Table `state`: the counter by which a plan knows that its inputs changed.

use crate::{Store, error::Result, tables::settled};
use rusqlite::Connection;

impl Store {
    /// Grows with every change of employees, departments, overrides and configurations.
    pub fn revision(&self) -> Result<i64> {
        self.read(get)
    }
}

pub(crate) fn get(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT revision FROM state", [], |row| row.get(0))?)
}

pub(crate) fn grow(db: &Connection) -> Result<()> {
    db.execute("UPDATE state SET revision = revision + 1", [])?;
    settled::forget(db)
}
