//! Table `directory_incoming`, and what waits in memory before a transaction is worth it.
//!
//! Ids come in no order, so each transaction touches the index of ids all over: a few large ones cost a
//! fraction of many small ones. Members come before the users they name, and find their rows at the end.

use crate::{
    error::Result,
    tables::{keys::Keys, parts, person_data},
    values,
};
use rollcall_people::{Group, ObjectId, Part, Person};
use rusqlite::{
    Connection, ToSql, params,
    types::{ToSqlOutput, ValueRef},
};

/// Bytes that are worth a transaction: about ten pages of users.
const ENOUGH: usize = 8 << 20;
/// Pages of members that find their rows in one transaction.
const PAGES_AT_ONCE: usize = 100;

/// Rows on their way into the database.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    /// Id and data of each row, one row after the other.
    bytes: Vec<u8>,
    rows: Vec<Row>,
    /// How completely parts were read; `None`: to the end.
    parts: Vec<(Part, Option<String>)>,
}

/// Ends of id and data.
#[derive(Clone, Copy, Debug)]
struct Row {
    kind: Kind,
    id: usize,
    data: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    User,
    Group,
    Members,
}

/// Text that was put together as bytes.
struct Text<'a>(&'a [u8]);

impl ToSql for Text<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0)))
    }
}

impl Incoming {
    pub(crate) fn user(&mut self, user: &Person) -> Result<()> {
        let id = self.id(&user.object_id);
        person_data::write(&mut self.bytes, user)?;
        self.rows.push(Row { kind: Kind::User, id, data: self.bytes.len() });
        Ok(())
    }

    pub(crate) fn group(&mut self, group: &Group) -> Result<()> {
        let id = self.id(&group.object_id);
        values::write_json(&mut self.bytes, group)?;
        self.rows.push(Row { kind: Kind::Group, id, data: self.bytes.len() });
        Ok(())
    }

    pub(crate) fn members(&mut self, group: &ObjectId, page: &[ObjectId]) {
        let id = self.id(group);
        for member in page {
            self.bytes.extend_from_slice(member.as_str().as_bytes());
            self.bytes.push(b'\n');
        }
        self.rows.push(Row { kind: Kind::Members, id, data: self.bytes.len() });
    }

    pub(crate) fn part(&mut self, part: &Part, state: Option<String>) {
        self.parts.push((part.clone(), state));
    }

    fn id(&mut self, id: &ObjectId) -> usize {
        self.bytes.extend_from_slice(id.as_str().as_bytes());
        self.bytes.len()
    }

    pub(crate) fn is_enough(&self) -> bool {
        self.bytes.len() >= ENOUGH
    }

    /// Writes what waits, in the order it came.
    pub(crate) fn write(&mut self, db: &Connection, generation: i64) -> Result<()> {
        let mut put = db.prepare_cached(
            "INSERT INTO directory_object (generation, object_id, kind, data) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (generation, object_id) DO UPDATE SET kind = excluded.kind, data = excluded.data",
        )?;
        let mut wait = db.prepare_cached("INSERT INTO directory_incoming VALUES (?1, ?2, ?3)")?;
        let mut begin = 0;
        for row in self.rows.drain(..) {
            let (id, data) = (Text(&self.bytes[begin..row.id]), &self.bytes[row.id..row.data]);
            match row.kind {
                Kind::User => put.execute(params![generation, id, "user", data])?,
                Kind::Group => put.execute(params![generation, id, "group", Text(data)])?,
                Kind::Members => wait.execute(params![generation, id, Text(data)])?,
            };
            begin = row.data;
        }
        self.bytes.clear();
        self.parts.drain(..).try_for_each(|(part, state)| match state {
            Some(state) => parts::put(db, generation, &part, &state),
            None => parts::complete(db, generation, &part),
        })
    }
}

/// Some pages of members become pairs of keys, in the order they came; `after` is the last one done.
/// Says the last one of these, or `None` when there were no more.
pub(crate) fn settle(db: &Connection, generation: i64, keys: &mut Keys, after: i64) -> Result<Option<i64>> {
    let mut pages = db.prepare_cached(
        "SELECT rowid, group_id, members FROM directory_incoming
         WHERE generation = ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3",
    )?;
    let mut pages = pages.query(params![generation, after, PAGES_AT_ONCE])?;
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO directory_member VALUES (?1, ?2, ?3)")?;
    let mut last = None;
    while let Some(page) = pages.next()? {
        let group = keys.of(db, values::text(page, "group_id")?)?;
        let members = values::text(page, "members")?.lines();
        let mut members = members.map(|id| keys.of(db, id)).collect::<Result<Vec<_>>>()?;
        members.sort_unstable();
        for member in members {
            insert.execute([generation, group, member])?;
        }
        last = Some(page.get("rowid")?);
    }
    Ok(last)
}

pub(crate) fn any(db: &Connection, generation: i64) -> Result<bool> {
    let mut query = db.prepare_cached("SELECT 1 FROM directory_incoming WHERE generation = ?1")?;
    Ok(query.exists([generation])?)
}

pub(crate) fn drop_all(db: &Connection, generation: i64) -> Result<()> {
    db.execute("DELETE FROM directory_incoming WHERE generation = ?1", [generation])?;
    Ok(())
}
