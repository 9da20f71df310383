//! Indexes of tables that are filled for the first time: built in one go afterwards they cost a
//! fraction, because ids and addresses come in no order.

use crate::error::Result;
use rusqlite::Connection;

/// Does the work first, and then those of these indexes whose tables were empty before it.
pub(crate) fn after<T>(db: &Connection, indexes: &[&str], work: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut late = Vec::new();
    for name in indexes {
        let (table, sql) = of(db, name)?;
        if is_empty(db, &table)? {
            late.push((name, sql));
        }
    }
    late.iter().try_for_each(|(name, _)| db.execute_batch(&format!("DROP INDEX {name}")))?;
    let done = work()?;
    late.iter().try_for_each(|(_, sql)| db.execute_batch(sql))?;
    Ok(done)
}

/// Looks at the tables' definitions, so that their pages stay in memory. They change at the beginning and at the end
/// of a transaction that builds indexes late: written out in between, they would make SQLite read again, and sum up
/// anew, all that was written after them (`walRewriteChecksums`).
pub(crate) fn keep_at_hand(db: &Connection) -> Result<()> {
    Ok(db.query_row("SELECT count(sql) FROM sqlite_schema", [], |_| Ok(()))?)
}

fn is_empty(db: &Connection, table: &str) -> Result<bool> {
    Ok(db.query_row(&format!("SELECT NOT EXISTS (SELECT 1 FROM {table})"), [], |row| row.get(0))?)
}

/// Table and statement of an index.
fn of(db: &Connection, index: &str) -> Result<(String, String)> {
    let sql = "SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
    Ok(db.query_row(sql, [index], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{adds, fixture};

    #[test]
    fn a_first_run_leaves_every_index_as_it_was() {
        let f = fixture();
        let indexes = || all(&f.store, "employee', 'employee_department', 'change");
        let before = indexes();
        assert!(before.len() > 5, "there are some: {before:?}");
        f.sync(adds(600, "Clerk"));
        assert_eq!(indexes(), before, "by name and definition");
        f.store.check().unwrap();
    }

    #[test]
    fn work_that_fails_takes_the_change_of_the_indexes_back() {
        let f = fixture();
        let before = all(&f.store, "employee");
        let fails = || -> Result<()> { Err(crate::StoreError::Outdated) };
        let failed = f.store.write(|tx| after(tx, &["employee_email"], fails));
        assert!(failed.is_err() && all(&f.store, "employee") == before, "all of the transaction or nothing");
    }

    /// Name and definition of each index of these tables.
    fn all(store: &crate::Store, tables: &str) -> Vec<(String, String)> {
        let sql = format!(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('{tables}')
               AND sql IS NOT NULL ORDER BY name"
        );
        let read = |db: &Connection| {
            let mut query = db.prepare(&sql)?;
            let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        };
        store.read(read).unwrap()
    }
}
