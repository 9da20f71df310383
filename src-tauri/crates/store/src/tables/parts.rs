//! Table `directory_part`: how completely each part of a directory was read.

use crate::{error::Result, values};
use rollcall_people::{Group, ObjectId, Part, PartState};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Read to its end.
const COMPLETE: &str = "complete";
/// Only while changes are staged: what is stored of the part is to be dropped.
pub(crate) const UNREAD: &str = "unread";

pub(crate) fn put(db: &Connection, generation: i64, part: &Part, state: &str) -> Result<()> {
    db.prepare_cached("REPLACE INTO directory_part VALUES (?1, ?2, ?3)")?.execute(params![
        generation,
        values::json(part)?,
        state
    ])?;
    Ok(())
}

/// Unless it is known that something of it is missing.
pub(crate) fn complete(db: &Connection, generation: i64, part: &Part) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO directory_part VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET state = excluded.state WHERE state = ?4",
    )?
    .execute(params![generation, values::json(part)?, COMPLETE, UNREAD])?;
    Ok(())
}

/// Whether nothing is known to be missing of a part.
pub(crate) fn known(db: &Connection, generation: i64, part: &Part) -> Result<bool> {
    let mut missing = db
        .prepare_cached("SELECT 1 FROM directory_part WHERE generation = ?1 AND part = ?2 AND state <> ?3")?;
    Ok(!missing.exists(params![generation, values::json(part)?, COMPLETE])?)
}

/// Every part that is named, with the word for its state.
pub(crate) fn all(db: &Connection, generation: i64) -> Result<Vec<(Part, String)>> {
    let mut query = db.prepare_cached("SELECT part, state FROM directory_part WHERE generation = ?1")?;
    values::all(query.query([generation])?, |row| {
        Ok((values::parse_json("part", values::text(row, "part")?)?, row.get("state")?))
    })
}

/// What was not read completely, groups whose members nobody asked for included.
pub(crate) fn incomplete(
    db: &Connection,
    generation: i64,
    groups: &[Group],
) -> Result<BTreeMap<Part, PartState>> {
    let unread = |group: &Group| (Part::Members(group.object_id.clone()), PartState::Unread);
    let mut incomplete: BTreeMap<Part, PartState> = groups.iter().map(unread).collect();
    for (part, state) in all(db, generation)? {
        if state == COMPLETE {
            incomplete.remove(&part);
        } else {
            incomplete.insert(part, values::parse_word("state", &state)?);
        }
    }
    Ok(incomplete)
}

/// The groups whose members were read to their end.
pub(crate) fn groups_read(db: &Connection, generation: i64) -> Result<BTreeSet<ObjectId>> {
    let group = |(part, state): (Part, String)| match part {
        Part::Members(group) if state == COMPLETE => Some(group),
        _ => None,
    };
    Ok(all(db, generation)?.into_iter().filter_map(group).collect())
}
