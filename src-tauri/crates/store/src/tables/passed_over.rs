//! Table `passed_over`: whom a run left as they were although they were part of it, and why.

use crate::{Store, error::Result, tables::runs::RunId, values};
use rollcall_people::Identity;
use rollcall_plan::NotImported;
use rusqlite::{Connection, Row, params};

impl Store {
    /// The positions of those whom a run passed over, in order. Whoever is erased leaves a gap.
    pub fn passed_over_positions(&self, run: RunId) -> Result<Vec<i64>> {
        self.read(|db| {
            let mut query =
                db.prepare_cached("SELECT position FROM passed_over WHERE run = ?1 ORDER BY position")?;
            values::all(query.query([run.0])?, |row| Ok(row.get(0)?))
        })
    }

    /// Those whom a run passed over at these positions, in order.
    pub fn passed_over_at(&self, run: RunId, positions: &[i64]) -> Result<Vec<NotImported>> {
        let positions = values::json(positions)?;
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT * FROM passed_over WHERE run = ?1 AND position IN (SELECT value FROM json_each(?2))
                 ORDER BY position",
            )?;
            values::all(query.query(params![run.0, positions])?, read)
        })
    }
}

fn read(row: &Row<'_>) -> Result<NotImported> {
    Ok(NotImported {
        identity: values::identity(row)?,
        name: row.get("name")?,
        email: row.get("email")?,
        reason: values::parse_json("reason", values::text(row, "reason")?)?,
    })
}

pub(crate) fn insert(db: &Connection, run: RunId, people: &[NotImported]) -> Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO passed_over (run, position, tenant_id, object_id, name, email, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (position, person) in people.iter().enumerate() {
        let Identity { tenant, object } = &person.identity;
        let reason = values::json(&person.reason)?;
        insert.execute(params![
            run.0,
            position,
            tenant.as_str(),
            object.as_str(),
            person.name,
            person.email,
            reason
        ])?;
    }
    Ok(())
}

/// What is known of an account, in the history of all connections.
pub(crate) fn forget(db: &Connection, who: &Identity) -> Result<()> {
    let mut forget = db.prepare_cached("DELETE FROM passed_over WHERE tenant_id = ?1 AND object_id = ?2")?;
    forget.execute([who.tenant.as_str(), who.object.as_str()])?;
    Ok(())
}
