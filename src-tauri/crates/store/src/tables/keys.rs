//! The rows of a generation's objects by id, in memory: 24 bytes for each object.

use crate::{error::Result, values};
use rusqlite::{Connection, params};
use std::collections::HashMap;

pub(crate) struct Keys {
    generation: i64,
    /// GUIDs, which is what honest ids are, and the rows at the same places.
    guids: Vec<u128>,
    rows: Vec<i64>,
    /// Other ids, and those that were not there.
    others: HashMap<String, i64>,
    made: usize,
}

impl Keys {
    pub(crate) fn load(db: &Connection, generation: i64) -> Result<Self> {
        let mut keys =
            Self { generation, guids: Vec::new(), rows: Vec::new(), others: HashMap::new(), made: 0 };
        // The index alone answers this, in the order of ids.
        let sql = "SELECT object_id, key FROM directory_object WHERE generation = ?1 ORDER BY object_id";
        let mut query = db.prepare(sql)?;
        let mut rows = query.query([generation])?;
        while let Some(row) = rows.next()? {
            keys.add(values::text(row, "object_id")?, row.get("key")?);
        }
        Ok(keys)
    }

    /// The row of an object, made when there is none: a device, or whatever else is a member of a group.
    pub(crate) fn of(&mut self, db: &Connection, id: &str) -> Result<i64> {
        if let Some(key) = self.find(id) {
            return Ok(key);
        }
        let mut insert =
            db.prepare_cached("INSERT INTO directory_object (generation, object_id) VALUES (?1, ?2)")?;
        let key = insert.insert(params![self.generation, id])?;
        self.others.insert(id.to_owned(), key);
        self.made += 1;
        Ok(key)
    }

    /// How many objects were made.
    pub(crate) fn made(&self) -> usize {
        self.made
    }

    fn add(&mut self, id: &str, key: i64) {
        match guid(id) {
            // Texts of GUIDs sort as their numbers do.
            Some(guid) => {
                self.guids.push(guid);
                self.rows.push(key);
            }
            None => drop(self.others.insert(id.to_owned(), key)),
        }
    }

    fn find(&self, id: &str) -> Option<i64> {
        let place = guid(id).and_then(|guid| self.guids.binary_search(&guid).ok());
        place.map(|place| self.rows[place]).or_else(|| self.others.get(id).copied())
    }
}

/// The number of a GUID as ids write it: lower case, with dashes.
fn guid(id: &str) -> Option<u128> {
    const DASHES: u64 = 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23;
    if id.len() != 36 {
        return None;
    }
    id.bytes().enumerate().try_fold(0, |number, (place, byte)| match byte {
        b'-' if DASHES >> place & 1 == 1 => Some(number),
        _ if DASHES >> place & 1 == 1 => None,
        b'0'..=b'9' => Some(number << 4 | u128::from(byte - b'0')),
        b'a'..=b'f' => Some(number << 4 | u128::from(byte - b'a' + 10)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_guids_become_numbers() {
        let number = 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff;
        assert_eq!(guid("00112233-4455-6677-8899-aabbccddeeff"), Some(number), "digit by digit");
        for other in [
            "",
            "device-1",
            "00112233-4455-6677-8899-aabbccddeefg",
            "00112233-4455-6677-8899-AABBCCDDEEFF",
            "00112233-4455-6677-8899-aabbccddee-f",
            "0011223304455-6677-8899-aabbccddeeff",
            "00112233445566778899aabbccddeeff----",
        ] {
            assert_eq!(guid(other), None, "{other:?} is kept as text");
        }
    }
}
