//! The rows of a generation's objects by id, in memory: 24 bytes for each object, and as much as 8 to find it.

use crate::{error::Result, values};
use rusqlite::{Connection, params};
use std::collections::HashMap;

pub(crate) struct Keys {
    generation: i64,
    /// GUIDs, which is what honest ids are, and the rows at the same places.
    guids: Vec<u128>,
    rows: Vec<i64>,
    /// Where the GUIDs with these first bits begin. GUIDs are random, so few share them.
    begins: Vec<u32>,
    /// Other ids, and those that were not there.
    others: HashMap<String, i64>,
    made: usize,
}

impl Keys {
    pub(crate) fn load(db: &Connection, generation: i64) -> Result<Self> {
        let mut keys = Self {
            generation,
            guids: Vec::new(),
            rows: Vec::new(),
            begins: Vec::new(),
            others: HashMap::new(),
            made: 0,
        };
        // The index alone answers this, in the order of ids.
        let sql = "SELECT object_id, key FROM directory_object WHERE generation = ?1 ORDER BY object_id";
        let mut query = db.prepare(sql)?;
        let mut rows = query.query([generation])?;
        while let Some(row) = rows.next()? {
            keys.add(values::text(row, "object_id")?, row.get("key")?);
        }
        keys.begins = begins(&keys.guids);
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
        let place = guid(id).and_then(|guid| self.place(guid));
        place.map(|place| self.rows[place]).or_else(|| self.others.get(id).copied())
    }

    fn place(&self, guid: u128) -> Option<usize> {
        let first = first_bits(guid, self.begins.len() - 1);
        let (begin, end) = (self.begins[first] as usize, self.begins[first + 1] as usize);
        Some(begin + self.guids[begin..end].binary_search(&guid).ok()?)
    }
}

/// One place for each GUID, more or less, and the end behind the last.
fn begins(guids: &[u128]) -> Vec<u32> {
    let places = guids.len().next_power_of_two();
    let mut begins = vec![0; places + 1];
    guids.iter().for_each(|guid| begins[first_bits(*guid, places) + 1] += 1);
    for place in 0..places {
        begins[place + 1] += begins[place];
    }
    begins
}

/// Which of so many places, a power of two, a GUID belongs to.
fn first_bits(guid: u128, places: usize) -> usize {
    let high = (guid >> 64) as u64;
    (high >> (u64::BITS - 1 - places.trailing_zeros()) >> 1) as usize
}

/// The number of a GUID as ids write it: lower case, with dashes.
fn guid(id: &str) -> Option<u128> {
    let id: &[u8; 36] = id.as_bytes().try_into().ok()?;
    let (high, low) = PLACES.split_at(16);
    let (mut number, mut seen) = ([0_u64; 2], 0);
    for (half, places) in number.iter_mut().zip([high, low]) {
        for place in places {
            let digit = DIGITS[usize::from(id[*place])];
            *half = *half << 4 | u64::from(digit & 15);
            seen |= digit;
        }
    }
    let dashes = [8, 13, 18, 23].iter().all(|place| id[*place] == b'-');
    (dashes && seen < 16).then(|| u128::from(number[0]) << 64 | u128::from(number[1]))
}

/// Where the digits of a GUID stand.
const PLACES: [usize; 32] = [
    0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35,
];

/// What each byte means as a digit; 16: nothing.
const DIGITS: [u8; 256] = {
    let mut digits = [16; 256];
    let mut digit = 0;
    while digit < 16 {
        digits[b"0123456789abcdef"[digit] as usize] = digit as u8;
        digit += 1;
    }
    digits
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_guid_is_found_however_they_lie() {
        let spread: Vec<u128> = (0..300).map(|n: u128| (n << 119) | 7).collect();
        let close: Vec<u128> = (0..300).collect();
        let both = [vec![0], close.clone(), vec![u128::MAX]].concat();
        for mut guids in [Vec::new(), vec![5], spread, close, both] {
            guids.dedup();
            let rows = (0..guids.len() as i64).collect();
            let begins = begins(&guids);
            let keys = Keys { generation: 1, guids, rows, begins, others: HashMap::new(), made: 0 };
            for (place, guid) in keys.guids.iter().enumerate() {
                assert_eq!(keys.place(*guid), Some(place), "{guid:032x}");
            }
            assert_eq!(keys.place(1 << 100), None, "who is not there is not found");
        }
    }

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
