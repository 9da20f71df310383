//! The migrations, in order. Append only.

use crate::error::{Result, StoreError};
use rusqlite::Connection;
use rusqlite_migration::{Error, M, Migrations};

const STEPS: &[M<'_>] = &[
    M::up(include_str!("../migrations/001_spine.sql")),
    M::up(include_str!("../migrations/002_schedule.sql")),
    M::up(include_str!("../migrations/003_sign_in.sql")),
    M::up(include_str!("../migrations/004_settled.sql")),
    M::up(include_str!("../migrations/005_changes.sql")),
    M::up(include_str!("../migrations/006_incoming.sql")),
    M::up(include_str!("../migrations/007_renames.sql")),
    M::up(include_str!("../migrations/008_refresh.sql")),
    M::up(include_str!("../migrations/009_planned.sql")),
    M::up(include_str!("../migrations/010_department.sql")),
    M::up(include_str!("../migrations/011_history.sql")),
    M::up(include_str!("../migrations/012_in_one.sql")),
    M::up(include_str!("../migrations/013_pinned_at.sql")),
    M::up(include_str!("../migrations/014_in_force.sql")),
    M::up(include_str!("../migrations/015_compared_at.sql")),
    M::up(include_str!("../migrations/016_packed.sql")),
];
const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

/// The version this program writes.
pub(crate) const KNOWN: i64 = STEPS.len() as i64;

/// Which version a database has; 0 for an empty one.
pub(crate) fn version(db: &Connection) -> Result<i64> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses what a newer program wrote; changes nothing.
pub(crate) fn check_version(db: &Connection) -> Result<()> {
    match version(db)? {
        found if found > KNOWN => Err(StoreError::Newer { found, known: KNOWN }),
        _ => Ok(()),
    }
}

/// Brings a database to [`KNOWN`], all steps in one transaction.
pub(crate) fn migrate(db: &mut Connection) -> Result<()> {
    MIGRATIONS.to_latest(db).map_err(|error| match error {
        Error::RusqliteError { err, .. } => err.into(),
        other => StoreError::Corrupt { detail: other.to_string() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_sound() {
        assert_eq!(MIGRATIONS.validate(), Ok(()), "every step runs on the result of the one before");
    }

    fn of_version(version: usize) -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        MIGRATIONS.to_version(&mut db, version).unwrap();
        db.execute_batch(
            "INSERT INTO connection (name, name_key, cloud, client_id, tenant_id, tenant_name, domain, verified_domains,
               account, account_object_id, config, state, created_at)
             VALUES ('Contoso', 'contoso', 'global', 'app', 'tenant', 'Contoso', 'contoso.example', '[]', 'a', 'b', '{}',
               'connected', '2026-11-20T03:00:00Z')",
        )
        .unwrap();
        db
    }

    /// Every table and index, and who is connected.
    fn content(db: &Connection) -> Vec<String> {
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL UNION ALL SELECT name FROM connection ORDER BY 1";
        let mut query = db.prepare(sql).unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn a_database_of_any_version_becomes_the_newest_with_what_it_holds() {
        let newest = content(&of_version(STEPS.len()));
        for before in 1..=STEPS.len() {
            let mut db = of_version(before);
            migrate(&mut db).unwrap();
            assert_eq!(
                (content(&db), version(&db).unwrap()),
                (newest.clone(), KNOWN),
                "from version {before}"
            );
        }
    }

    #[test]
    fn tables_that_are_made_anew_hold_the_same_in_every_column() {
        let mut db = of_version(15);
        db.execute_batch(
            "INSERT INTO run (id, connection_name, trigger_kind, started_at, finished_at, result, counts)
             VALUES (1, 'Contoso', 'manual', 'a', 'b', 'applied', '{}');
             INSERT INTO change (run, position, employee, tenant_id, object_id, kind, rule, reason, fields, before, after,
               archived_at) VALUES (1, 2, 3, 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l');
             INSERT INTO directory_object (key, generation, object_id, kind, data) VALUES (4, 5, 'm', 'n', 'o')",
        )
        .unwrap();
        let rows = |db: &Connection| {
            let changes =
                "SELECT json_array(run, position, employee, tenant_id, object_id, kind, rule, reason, fields,
              before, after, archived_at) FROM change";
            let objects = "SELECT json_array(key, generation, object_id, kind, data) FROM directory_object";
            [changes, objects].map(|sql| db.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap())
        };
        let before = rows(&db);
        migrate(&mut db).unwrap();
        assert_eq!(rows(&db), before, "each where it was");
    }

    #[test]
    fn a_migration_that_fails_at_its_last_step_leaves_the_version_it_found() {
        let mut db = of_version(1);
        db.execute_batch("CREATE TABLE change_packed (a)").unwrap(); // is in the way
        let before = content(&db);
        assert!(migrate(&mut db).is_err(), "there is such a table");
        assert_eq!((content(&db), version(&db).unwrap()), (before, 1), "all steps or none");
    }
}
