//! Tables `directory*`, reading: what was last read completely from Microsoft 365.

use crate::{
    Store,
    error::Result,
    tables::{edits::GONE, managers, parts, person_data, staging::ReadMode},
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Directory, Group, ObjectId, Person};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The head of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryInfo {
    /// Another number whenever the data is another: after every full read, and after a round of changes
    /// that changed something.
    pub generation: i64,
    /// What its rows are filed under.
    pub(crate) rows: i64,
    /// When the read was complete.
    pub read_at: DateTime<Utc>,
    pub mode: ReadMode,
    pub users: usize,
    pub groups: usize,
    /// JSON: where the next delta read goes on.
    pub links: Option<String>,
}

impl Store {
    /// `None` before the first complete read. Users and groups are in the order they were read;
    /// a group without members has no entry among the members.
    pub fn directory(&self, connection: ConnectionId) -> Result<Option<(DirectoryInfo, Directory)>> {
        self.read(|db| load(db, connection))
    }
}

/// Head and content, of one moment when called inside one transaction.
pub(crate) fn load(db: &Connection, connection: ConnectionId) -> Result<Option<(DirectoryInfo, Directory)>> {
    let Some(info) = current(db, connection)? else { return Ok(None) };
    let Objects { users, groups, keys } = objects(db, &info)?;
    let directory = Directory {
        users,
        direct_members: members(db, info.rows, &keys)?,
        incomplete: parts::incomplete(db, info.rows, &groups)?,
        verified_domains: domains(db, info.rows)?,
        groups,
    };
    Ok(Some((info, directory)))
}

pub(crate) fn current(db: &Connection, connection: ConnectionId) -> Result<Option<DirectoryInfo>> {
    let mut query = db.prepare_cached("SELECT * FROM directory WHERE connection = ?1 AND current = 1")?;
    let mut found = values::all(query.query([connection.0])?, |row| {
        Ok(DirectoryInfo {
            generation: row.get("edition")?,
            rows: row.get("generation")?,
            read_at: values::parse_time("read_at", values::text(row, "read_at")?)?,
            mode: values::parse_word("mode", values::text(row, "mode")?)?,
            users: row.get("user_count")?,
            groups: row.get("group_count")?,
            links: row.get("links")?,
        })
    })?;
    Ok(found.pop())
}

/// [`DirectoryInfo::generation`] of a connection's directory, if it has one.
pub(crate) fn generation(db: &Connection, connection: ConnectionId) -> Result<Option<i64>> {
    let mut query =
        db.prepare_cached("SELECT edition FROM directory WHERE connection = ?1 AND current = 1")?;
    Ok(query.query_row([connection.0], |row| row.get(0)).optional()?)
}

struct Objects {
    users: Vec<Person>,
    groups: Vec<Group>,
    /// The ids of all objects, also of such as are neither, by their keys; in the order of these.
    keys: Vec<(i64, ObjectId)>,
}

fn objects(db: &Connection, info: &DirectoryInfo) -> Result<Objects> {
    let mut users = Vec::with_capacity(info.users);
    let mut groups = Vec::with_capacity(info.groups);
    let mut keys = Vec::with_capacity(info.users + info.groups);
    let mut gone = HashSet::new();
    // The index would visit the rows in the order of their GUIDs, which is all over the file.
    let mut query = db.prepare_cached(
        "SELECT key, object_id, kind, data FROM directory_object NOT INDEXED WHERE generation = ?1 ORDER BY key",
    )?;
    let mut rows = query.query([info.rows])?;
    while let Some(row) = rows.next()? {
        let id = ObjectId::new(values::text(row, "object_id")?);
        keys.push((row.get("key")?, id.clone()));
        match values::optional(row, "kind")? {
            None => {}
            Some("user") => users.push(person_data::parse(id, row.get_ref("data")?)?),
            Some(GONE) => drop(gone.insert(id)),
            Some(_) => groups.push(values::parse_json("directory_object.data", values::text(row, "data")?)?),
        }
    }
    if info.generation != info.rows {
        managers::resolve(&mut users, &gone);
    }
    Ok(Objects { users, groups, keys })
}

/// Users alone, of a read that may not be complete.
pub(crate) fn users(db: &Connection, generation: i64) -> Result<Vec<Person>> {
    let mut query = db.prepare_cached(
        "SELECT object_id, data FROM directory_object NOT INDEXED
         WHERE generation = ?1 AND kind = 'user' ORDER BY key",
    )?;
    values::all(query.query([generation])?, |row| {
        person_data::parse(ObjectId::new(values::text(row, "object_id")?), row.get_ref("data")?)
    })
}

/// Ids are looked up in memory: the rows that have them are large, and lie all over the file.
fn members(
    db: &Connection,
    generation: i64,
    keys: &[(i64, ObjectId)],
) -> Result<BTreeMap<ObjectId, BTreeSet<ObjectId>>> {
    let id = |key: i64| keys.binary_search_by_key(&key, |(key, _)| *key).ok().map(|at| keys[at].1.clone());
    let mut query = db.prepare_cached(
        "SELECT group_key, member_key FROM directory_member WHERE generation = ?1 ORDER BY group_key",
    )?;
    let pairs = query.query_map([generation], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pairs: Vec<(i64, i64)> = pairs.collect::<rusqlite::Result<_>>()?;
    let teams = pairs.chunk_by(|(group, _), (next, _)| group == next);
    let members = |team: &[(i64, i64)]| team.iter().filter_map(|(_, member)| id(*member)).collect();
    Ok(teams.filter_map(|team| Some((id(team[0].0)?, members(team)))).collect())
}

fn domains(db: &Connection, generation: i64) -> Result<Vec<String>> {
    let sql = "SELECT verified_domains FROM directory WHERE generation = ?1";
    let json: String = db.query_row(sql, [generation], |row| row.get(0))?;
    values::parse_json("verified_domains", &json)
}
