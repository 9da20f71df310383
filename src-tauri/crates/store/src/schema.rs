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
}
