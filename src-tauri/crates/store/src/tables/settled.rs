//! Table `settled`: plans that changed nothing, until something they were made of changes.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        connections::{self, StoredConnection},
        directories, revision,
    },
    values,
};
use rollcall_people::ConnectionId;
use rollcall_plan::Settled;
use rusqlite::{Connection, OptionalExtension, params};

/// Another program may plan otherwise.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A kept plan, and what it was made of.
#[derive(Clone, Debug)]
pub struct KeptPlan {
    pub revision: i64,
    pub connection: StoredConnection,
    pub plan: Settled,
}

impl Store {
    /// Keeps a plan that was made of this revision and this generation of the directory; if either
    /// moved on meanwhile, nothing is kept.
    pub fn keep_settled(
        &self,
        connection: ConnectionId,
        revision: i64,
        generation: i64,
        plan: &Settled,
    ) -> Result<()> {
        let plan = values::json(plan)?;
        self.write(|tx| {
            let same = directories::generation(tx, connection)? == Some(generation);
            if same && revision::get(tx)? == revision {
                tx.execute(
                    "REPLACE INTO settled (connection, generation, version, plan) VALUES (?1, ?2, ?3, ?4)",
                    params![connection.0, generation, VERSION, plan],
                )?;
            }
            Ok(())
        })
    }

    /// The kept plan of a connection, if everything is still as it was.
    ///
    /// # Errors
    /// `UnknownConnection`.
    pub fn settled(&self, connection: ConnectionId) -> Result<Option<KeptPlan>> {
        self.read(|db| {
            let stored =
                connections::get(db, connection)?.ok_or(StoreError::UnknownConnection(connection))?;
            let Some(info) = &stored.directory else { return Ok(None) };
            let kept = find(db, connection, info.generation)?;
            let plan = kept.and_then(|json| serde_json::from_str(&json).ok());
            let revision = revision::get(db)?;
            Ok(plan.map(|plan| KeptPlan { revision, connection: stored, plan }))
        })
    }
}

fn find(db: &Connection, connection: ConnectionId, generation: i64) -> Result<Option<String>> {
    let mut query = db.prepare_cached(
        "SELECT plan FROM settled WHERE connection = ?1 AND generation = ?2 AND version = ?3",
    )?;
    let found = query.query_row(params![connection.0, generation, VERSION], |row| row.get(0));
    Ok(found.optional()?)
}

/// Called with every new revision.
pub(crate) fn forget(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM settled", [])?;
    Ok(())
}
