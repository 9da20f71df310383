//! Table `passed_over`: whom a run left as they were although they were part of it, and why.

use crate::{Store, error::Result, tables::runs::RunId, values};
use rollcall_people::{Identity, ObjectId, TenantId};
use rollcall_plan::NotImported;
use rusqlite::{Connection, params};

impl Store {
    /// At most `count` people whom a run passed over, from the `start`th on, and how many there are.
    pub fn passed_over(&self, run: RunId, start: usize, count: usize) -> Result<(usize, Vec<NotImported>)> {
        let bound = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.read(|db| {
            let mut total = db.prepare_cached("SELECT count(*) FROM passed_over WHERE run = ?1")?;
            let total = total.query_row([run.0], |row| row.get(0))?;
            let mut page = db.prepare_cached(
                "SELECT * FROM passed_over WHERE run = ?1 ORDER BY position LIMIT ?2 OFFSET ?3",
            )?;
            let people = values::all(page.query(params![run.0, bound(count), bound(start)])?, |row| {
                Ok(NotImported {
                    identity: Identity {
                        tenant: TenantId::new(values::text(row, "tenant_id")?),
                        object: ObjectId::new(values::text(row, "object_id")?),
                    },
                    name: row.get("name")?,
                    email: row.get("email")?,
                    reason: values::parse_json("reason", values::text(row, "reason")?)?,
                })
            })?;
            Ok((total, people))
        })
    }
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
