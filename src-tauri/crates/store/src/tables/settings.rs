//! Table `setting`: what the admin chose for the whole program.

use crate::{Store, error::Result};
use rusqlite::{OptionalExtension, params};

impl Store {
    /// The JSON text kept under `key`.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
            Ok(query.query_row([key], |row| row.get(0)).optional()?)
        })
    }

    /// Keeps the JSON text `value` under `key`, or forgets the key.
    pub fn set_setting(&self, key: &str, value: Option<&str>) -> Result<()> {
        self.write(|tx| {
            match value {
                Some(value) => {
                    tx.execute("REPLACE INTO setting (key, value) VALUES (?1, ?2)", params![key, value])?
                }
                None => tx.execute("DELETE FROM setting WHERE key = ?1", [key])?,
            };
            Ok(())
        })
    }
}
