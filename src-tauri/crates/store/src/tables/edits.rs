//! Tables `directory*`, editing: a round of changes is staged page by page and merged into the
//! directory at once. What it costs depends on the changes, not on the directory.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        directories::{self, DirectoryInfo},
        merge, parts, person_data,
        staging::{self, ReadMeta},
    },
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Group, ObjectId, Part, PartState, Person};
use rusqlite::{Connection, OptionalExtension, params, types::Value};
use std::collections::{BTreeMap, BTreeSet};

/// The word for an object that was deleted.
pub(crate) const GONE: &str = "gone";

/// A round of changes under way. Dropping it without [`StagedEdits::merge`] abandons it: the
/// directory stays what it was.
#[derive(Debug)]
pub struct StagedEdits {
    store: Store,
    pub(crate) connection: ConnectionId,
    /// What is edited, and the position the round goes on from.
    pub(crate) base: DirectoryInfo,
    /// Where the changes wait.
    pub(crate) generation: i64,
    merged: bool,
}

impl Store {
    /// Starts a round of changes to the directory of `connection`; what an earlier read left behind is
    /// dropped, and an earlier one that still runs gets `Outdated` from now on.
    ///
    /// # Errors
    /// `Outdated` when there is no directory, `UnknownConnection`.
    pub fn begin_edits(&self, connection: ConnectionId, now: DateTime<Utc>) -> Result<StagedEdits> {
        let base = self.read(|db| directories::current(db, connection))?.ok_or(StoreError::Outdated)?;
        let generation = self.begin_staging(connection, now)?;
        Ok(StagedEdits { store: self.clone(), connection, base, generation, merged: false })
    }
}

impl StagedEdits {
    /// Those of these users that are there, with the changes so far.
    pub fn users(&self, ids: &BTreeSet<ObjectId>) -> Result<BTreeMap<ObjectId, Person>> {
        self.find(ids, "user", |id, data| person_data::parse(id.clone(), data.into()))
    }

    /// Those of these groups that are there, with the changes so far.
    pub fn groups(&self, ids: &BTreeSet<ObjectId>) -> Result<BTreeMap<ObjectId, Group>> {
        self.find(ids, "group", |_, data| match data {
            Value::Text(json) => values::parse_json("directory_object.data", json),
            _ => Err(StoreError::value("directory_object.data")),
        })
    }

    /// All groups, with the changes so far.
    pub fn all_groups(&self) -> Result<Vec<Group>> {
        self.store.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT data FROM directory_object WHERE generation = ?2 AND kind = 'group'
                 UNION ALL SELECT data FROM directory_object base WHERE generation = ?1 AND kind = 'group'
                   AND NOT EXISTS (SELECT 1 FROM directory_object newer
                     WHERE newer.generation = ?2 AND newer.object_id = base.object_id)",
            )?;
            let rows = query.query([self.base.rows, self.generation])?;
            values::all(rows, |row| values::parse_json("directory_object.data", values::text(row, "data")?))
        })
    }

    /// Users as they are now; `None`: deleted.
    pub fn put_users(&self, users: &BTreeMap<ObjectId, Option<Person>>) -> Result<()> {
        self.page(|db| {
            for (id, user) in users {
                let data = user.as_ref().map(person_data::packed).transpose()?.map(Value::Blob);
                self.put(db, id, "user", data.as_ref())?;
            }
            Ok(())
        })
    }

    /// Groups as they are now; `None`: deleted, and nobody is a member any more.
    pub fn put_groups(&self, groups: &BTreeMap<ObjectId, Option<Group>>) -> Result<()> {
        self.page(|db| {
            for (id, group) in groups {
                let data = group.as_ref().map(values::json).transpose()?.map(Value::Text);
                self.put(db, id, "group", data.as_ref())?;
            }
            Ok(())
        })
    }

    /// Members of a group that came (`true`) or went. Says whether they fit what is stored: somebody
    /// came who had not been a member, or went who had.
    pub fn change_members(&self, group: &ObjectId, changes: &[(ObjectId, bool)]) -> Result<bool> {
        self.page(|db| {
            let mut fits = true;
            for (member, present) in changes {
                fits &= self.is_member(db, group, member)? != *present;
                self.put_member(db, group, member, *present)?;
            }
            Ok(fits)
        })
    }

    /// What is stored of a group's members is not to be relied on; they count as unread.
    pub fn forget_members(&self, group: &ObjectId) -> Result<()> {
        self.page(|db| {
            db.prepare_cached("DELETE FROM directory_member_change WHERE generation = ?1 AND group_id = ?2")?
                .execute(params![self.generation, group.as_str()])?;
            parts::put(db, self.generation, &Part::Members(group.clone()), parts::UNREAD)
        })
    }

    /// Some of a group's members, of any type and in any order, after [`StagedEdits::forget_members`].
    pub fn members(&self, group: &ObjectId, page: &[ObjectId]) -> Result<()> {
        self.page(|db| page.iter().try_for_each(|member| self.put_member(db, group, member, true)))
    }

    /// Somebody is a direct member of these groups, and of no other one `among` those.
    pub fn set_memberships(
        &self,
        member: &ObjectId,
        groups: &BTreeSet<ObjectId>,
        among: &BTreeSet<ObjectId>,
    ) -> Result<()> {
        self.page(|db| {
            for group in among {
                let present = groups.contains(group);
                if present || self.is_member(db, group, member)? {
                    self.put_member(db, group, member, present)?;
                }
            }
            Ok(())
        })
    }

    /// Notes that a part was not read to its end.
    pub fn part(&self, part: &Part, state: PartState) -> Result<()> {
        self.page(|db| parts::put(db, self.generation, part, &values::word(&state)?))
    }

    /// Notes that a part was read to its end, unless it is known that something of it is missing.
    pub fn complete(&self, part: &Part) -> Result<()> {
        self.page(|db| parts::complete(db, self.generation, part))
    }

    /// The groups whose members were read to their end, and did not change in doubtful ways since.
    pub fn groups_read(&self) -> Result<BTreeSet<ObjectId>> {
        self.store.read(|db| parts::groups_read(db, self.base.rows))
    }

    /// The groups that are members of a group, with the changes so far.
    pub fn groups_inside(&self, group: &ObjectId) -> Result<BTreeSet<ObjectId>> {
        self.store.read(|db| {
            let mut inside = merge::stored_groups_inside(db, self.base.rows, group)?;
            for (member, present) in merge::changed_members(db, self.generation, group)? {
                match present {
                    true if self.is_group(db, &member)? => drop(inside.insert(member)),
                    true => {}
                    false => drop(inside.remove(&member)),
                }
            }
            Ok(inside)
        })
    }

    /// Makes the changes part of the directory, with its new position, in one transaction.
    ///
    /// # Errors
    /// `Outdated` when the directory is no longer the one the round began with.
    pub fn merge(mut self, meta: &ReadMeta) -> Result<DirectoryInfo> {
        let info = self.page(|db| merge::merge(db, &self, meta))?;
        self.merged = true;
        Ok(info)
    }

    fn find<T>(
        &self,
        ids: &BTreeSet<ObjectId>,
        kind: &str,
        parse: impl Fn(&ObjectId, &Value) -> Result<T>,
    ) -> Result<BTreeMap<ObjectId, T>> {
        self.store.read(|db| {
            let mut found = BTreeMap::new();
            for id in ids {
                if let Some(data) = self.data(db, id, kind)? {
                    found.insert(id.clone(), parse(id, &data)?);
                }
            }
            Ok(found)
        })
    }

    fn data(&self, db: &Connection, id: &ObjectId, kind: &str) -> Result<Option<Value>> {
        let found = match self.object(db, self.generation, id)? {
            Some(staged) => Some(staged),
            None => self.object(db, self.base.rows, id)?,
        };
        Ok(found.filter(|(found, _)| found.as_deref() == Some(kind)).and_then(|(_, data)| data))
    }

    fn is_group(&self, db: &Connection, id: &ObjectId) -> Result<bool> {
        Ok(self.data(db, id, "group")?.is_some())
    }

    /// Kind and data.
    fn object(
        &self,
        db: &Connection,
        generation: i64,
        id: &ObjectId,
    ) -> Result<Option<(Option<String>, Option<Value>)>> {
        let mut query = db.prepare_cached(
            "SELECT kind, data FROM directory_object WHERE generation = ?1 AND object_id = ?2",
        )?;
        let found = query.query_row(params![generation, id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(found.optional()?)
    }

    fn put(&self, db: &Connection, id: &ObjectId, kind: &str, data: Option<&Value>) -> Result<()> {
        let kind = if data.is_some() { kind } else { GONE };
        db.prepare_cached(
            "INSERT INTO directory_object (generation, object_id, kind, data) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (generation, object_id) DO UPDATE SET kind = excluded.kind, data = excluded.data",
        )?
        .execute(params![self.generation, id.as_str(), kind, data])?;
        Ok(())
    }

    fn is_member(&self, db: &Connection, group: &ObjectId, member: &ObjectId) -> Result<bool> {
        let mut stored = db.prepare_cached(
            "SELECT 1 FROM directory_member WHERE generation = ?1
               AND group_key = (SELECT key FROM directory_object WHERE generation = ?1 AND object_id = ?2)
               AND member_key = (SELECT key FROM directory_object WHERE generation = ?1 AND object_id = ?3)",
        )?;
        Ok(stored.exists(params![self.base.rows, group.as_str(), member.as_str()])?)
    }

    fn put_member(&self, db: &Connection, group: &ObjectId, member: &ObjectId, present: bool) -> Result<()> {
        db.prepare_cached("REPLACE INTO directory_member_change VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![self.generation, group.as_str(), member.as_str(), present])?;
        Ok(())
    }

    fn page<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.store.write(|tx| staging::as_latest(tx, self.generation, work))
    }
}

impl Drop for StagedEdits {
    fn drop(&mut self) {
        if !self.merged
            && let Err(error) = self.store.tidying().discard(self.generation)
        {
            tracing::warn!(%error, "an abandoned round of changes could not be dropped; the next read tries again");
        }
    }
}
