//! Column `gone_since` of table `employee`: since when Microsoft 365 no longer has somebody whom sync leaves
//! alone. Everybody else who is gone leaves the list. It is no input of a plan.

use crate::{
    error::Result,
    tables::{directories::DirectoryInfo, parts},
    values,
};
use rollcall_people::{ConnectionId, ObjectId, Part};
use rusqlite::{Connection, params};

/// Brings it in line with a directory that was just read, as far as it says who is there.
pub(crate) fn note(db: &Connection, connection: ConnectionId, read: &DirectoryInfo) -> Result<()> {
    const THERE: &str = "EXISTS (SELECT 1 FROM directory_object o
        WHERE o.generation = ?2 AND o.object_id = employee.object_id AND o.kind = 'user')";
    db.prepare_cached(&format!(
        "UPDATE employee SET gone_since = NULL
         WHERE owner = ?1 AND gone_since IS NOT NULL AND (status <> 'paused' OR {THERE})"
    ))?
    .execute(params![connection.0, read.rows])?;
    if !parts::known(db, read.rows, &Part::Users)? {
        return Ok(());
    }
    let mut missing = db.prepare_cached(&format!(
        "SELECT id, object_id FROM employee
         WHERE owner = ?1 AND status = 'paused' AND gone_since IS NULL AND object_id IS NOT NULL AND NOT {THERE}"
    ))?;
    let missing = values::all(missing.query(params![connection.0, read.rows])?, |row| {
        Ok((row.get::<_, i64>(0)?, ObjectId::new(values::text(row, "object_id")?)))
    })?;
    let mut note = db.prepare_cached("UPDATE employee SET gone_since = ?2 WHERE id = ?1")?;
    for (id, object) in missing {
        if parts::known(db, read.rows, &Part::User(object))? {
            note.execute(params![id, values::time(read.read_at)])?;
        }
    }
    Ok(())
}
