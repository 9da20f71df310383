//! Which accounts of a tenant are in the list through a connection.

use crate::{Store, error::Result, values};
use rollcall_people::{ConnectionId, ObjectId};
use std::collections::HashSet;

impl Store {
    /// The accounts of active people whom the connection owns: those a sync may remove.
    pub fn managed_objects(&self, connection: ConnectionId) -> Result<HashSet<ObjectId>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT object_id FROM employee WHERE owner = ?1 AND status = 'active' AND object_id IS NOT NULL",
            )?;
            let mut rows = query.query([connection.0])?;
            let mut objects = HashSet::new();
            while let Some(row) = rows.next()? {
                objects.insert(ObjectId::new(values::text(row, "object_id")?));
            }
            Ok(objects)
        })
    }
}
