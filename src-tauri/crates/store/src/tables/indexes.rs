//! Indexes of tables that are filled for the first time: built in one go afterwards they cost a
//! fraction, because ids and addresses come in no order.

use crate::error::Result;
use rusqlite::Connection;

/// Does the work first, and then the indexes of those tables that were empty before it.
pub(crate) fn after<T>(db: &Connection, tables: &[&str], work: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut late = Vec::new();
    for table in tables {
        if is_empty(db, table)? {
            late.extend(of(db, table)?);
        }
    }
    late.iter().try_for_each(|(name, _)| db.execute_batch(&format!("DROP INDEX {name}")))?;
    let done = work()?;
    late.iter().try_for_each(|(_, sql)| db.execute_batch(sql))?;
    Ok(done)
}

fn is_empty(db: &Connection, table: &str) -> Result<bool> {
    Ok(db.query_row(&format!("SELECT NOT EXISTS (SELECT 1 FROM {table})"), [], |row| row.get(0))?)
}

/// Name and statement of each; those that keep a constraint have no statement of their own.
fn of(db: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    let mut query = db.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL",
    )?;
    let found = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{adds, fixture};

    #[test]
    fn a_first_run_leaves_every_index_as_it_was() {
        let f = fixture();
        let indexes = || {
            let tables = ["employee", "employee_department", "change"];
            let mut all = f.store.read(|db| Ok(tables.map(|table| of(db, table).unwrap()))).unwrap();
            all.iter_mut().for_each(|indexes| indexes.sort());
            all
        };
        let before = indexes();
        assert!(before.iter().all(|indexes| !indexes.is_empty()), "each table has some: {before:?}");
        f.sync(adds(600, "Clerk"));
        assert_eq!(indexes(), before, "by name and definition");
        f.store.check().unwrap();
    }

    #[test]
    fn work_that_fails_takes_the_change_of_the_indexes_back() {
        let f = fixture();
        let count = || f.store.read(|db| Ok(of(db, "employee")?.len())).unwrap();
        let before = count();
        let failed = f
            .store
            .write(|tx| after(tx, &["employee"], || -> Result<()> { Err(crate::StoreError::Outdated) }));
        assert!(failed.is_err() && count() == before, "all of the transaction or nothing");
    }
}
