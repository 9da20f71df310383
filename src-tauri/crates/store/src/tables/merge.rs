//! Tables `directory*`, merging: what was staged as changes becomes part of the directory, in the
//! caller's transaction.

use crate::{
    error::{Result, StoreError},
    tables::{
        directories::{self, DirectoryInfo},
        edits::{GONE, StagedEdits},
        gone, parts,
        staging::{self, ReadMeta},
    },
    values,
};
use rollcall_people::{ObjectId, Part};
use rusqlite::{Connection, ToSql, params};
use std::collections::BTreeSet;

/// Where the changes go to, and where they come from.
struct Merge<'a> {
    db: &'a Connection,
    base: i64,
    staged: i64,
    /// Rows that became others.
    changed: usize,
}

pub(crate) fn merge(db: &Connection, edits: &StagedEdits, meta: &ReadMeta) -> Result<DirectoryInfo> {
    let now = directories::current(db, edits.connection)?;
    // An erased person takes the position along: what is left is no basis for changes.
    if now.is_none_or(|now| now.rows != edits.base.rows || now.links != edits.base.links) {
        return Err(StoreError::Outdated);
    }
    let mut merge = Merge { db, base: edits.base.rows, staged: edits.generation, changed: 0 };
    let (users, groups) = merge.growth()?;
    merge.objects()?;
    merge.parts()?;
    merge.members()?;
    merge.head(meta, (users, groups))?;
    staging::save_domains(db, edits.connection, meta)?;
    staging::drop_whole(db, edits.generation)?;
    let info = directories::current(db, edits.connection)?;
    let info = info.ok_or(StoreError::UnknownConnection(edits.connection))?;
    gone::note(db, edits.connection, &info)?;
    Ok(info)
}

impl Merge<'_> {
    fn run(&mut self, sql: &str, more: &[&dyn ToSql]) -> Result<()> {
        let which: [&dyn ToSql; 2] = [&self.base, &self.staged];
        let all: Vec<&dyn ToSql> = which.into_iter().chain(more.iter().copied()).collect();
        self.changed += self.db.prepare_cached(sql)?.execute(all.as_slice())?;
        Ok(())
    }

    /// By how much the numbers of users and groups change.
    fn growth(&self) -> Result<(i64, i64)> {
        let sql = "SELECT coalesce(sum((new.kind = 'user') - (old.kind IS 'user')), 0),
                          coalesce(sum((new.kind = 'group') - (old.kind IS 'group')), 0)
                   FROM directory_object new
                   LEFT JOIN directory_object old ON old.generation = ?1 AND old.object_id = new.object_id
                   WHERE new.generation = ?2";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.query_row([self.base, self.staged], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Those who are gone keep their row, which memberships refer to: they may come back.
    fn objects(&mut self) -> Result<()> {
        self.run(
            "INSERT INTO directory_object (generation, object_id, kind, data)
             SELECT ?1, object_id, kind, data FROM directory_object WHERE generation = ?2 AND kind <> 'gone'
             ON CONFLICT (generation, object_id) DO UPDATE SET kind = excluded.kind, data = excluded.data
             WHERE directory_object.kind IS NOT excluded.kind OR directory_object.data IS NOT excluded.data",
            &[],
        )?;
        self.run(
            "UPDATE directory_object SET kind = ?3, data = NULL
             WHERE generation = ?1 AND kind IN ('user', 'group') AND object_id IN
               (SELECT object_id FROM directory_object WHERE generation = ?2 AND kind = ?3)",
            &[&GONE],
        )
    }

    fn parts(&mut self) -> Result<()> {
        for (part, state) in parts::all(self.db, self.staged)? {
            if let Part::Members(group) = &part {
                self.replace_members(group)?;
            }
            self.note(&part, &state)?;
        }
        for group in self.gone_groups()? {
            self.replace_members(&group)?;
            self.note(&Part::Members(group), parts::UNREAD)?;
        }
        Ok(())
    }

    fn note(&mut self, part: &Part, state: &str) -> Result<()> {
        let part = values::json(part)?;
        if state == parts::UNREAD {
            return self.run("DELETE FROM directory_part WHERE generation = ?1 AND part = ?3", &[&part]);
        }
        self.run(
            "INSERT INTO directory_part VALUES (?1, ?3, ?4)
             ON CONFLICT DO UPDATE SET state = excluded.state WHERE state <> excluded.state",
            &[&part, &state],
        )
    }

    fn gone_groups(&self) -> Result<Vec<ObjectId>> {
        let mut query = self.db.prepare_cached(
            "SELECT new.object_id FROM directory_object new
             JOIN directory_part ON directory_part.generation = ?1
               AND part = json_object('members', new.object_id)
             WHERE new.generation = ?2 AND new.kind = 'gone'",
        )?;
        values::all(query.query([self.base, self.staged])?, |row| {
            Ok(ObjectId::new(values::text(row, "object_id")?))
        })
    }

    /// Drops the members that are not among the staged ones; those are added with the rest.
    fn replace_members(&mut self, group: &ObjectId) -> Result<()> {
        self.run(
            "DELETE FROM directory_member WHERE generation = ?1
               AND group_key = (SELECT key FROM directory_object WHERE generation = ?1 AND object_id = ?3)
               AND member_key NOT IN (SELECT key FROM directory_member_change
                 JOIN directory_object m ON m.generation = ?1 AND m.object_id = member_id
                 WHERE directory_member_change.generation = ?2 AND group_id = ?3 AND present)",
            &[&group.as_str()],
        )
    }

    fn members(&mut self) -> Result<()> {
        const PAIRS: &str = "SELECT ?1, team.key, member.key FROM directory_member_change change
             JOIN directory_object team ON team.generation = ?1 AND team.object_id = change.group_id
             JOIN directory_object member ON member.generation = ?1 AND member.object_id = change.member_id
             WHERE change.generation = ?2 AND change.present =";
        self.run(
            &format!("DELETE FROM directory_member WHERE (generation, group_key, member_key) IN ({PAIRS} 0)"),
            &[],
        )?;
        self.run(
            "INSERT OR IGNORE INTO directory_object (generation, object_id)
             SELECT ?1, member_id FROM directory_member_change WHERE generation = ?2 AND present",
            &[],
        )?;
        self.run(&format!("INSERT OR IGNORE INTO directory_member {PAIRS} 1"), &[])
    }

    fn head(&mut self, meta: &ReadMeta, (users, groups): (i64, i64)) -> Result<()> {
        let domains = values::json(&meta.verified_domains)?;
        self.run(
            "UPDATE directory SET verified_domains = ?3
             WHERE generation = ?1 AND verified_domains <> ?3",
            &[&domains],
        )?;
        // The number the changes were staged under is another than any edition so far.
        let edition = (self.changed > 0).then_some(self.staged);
        self.db
            .prepare_cached(
                "UPDATE directory SET read_at = ?2, mode = ?3, links = ?4, edition = coalesce(?5, edition),
                   user_count = user_count + ?6, group_count = group_count + ?7 WHERE generation = ?1",
            )?
            .execute(params![
                self.base,
                values::time(meta.read_at),
                values::word(&meta.mode)?,
                meta.links,
                edition,
                users,
                groups
            ])?;
        Ok(())
    }
}

/// The groups among a group's stored members.
pub(crate) fn stored_groups_inside(
    db: &Connection,
    generation: i64,
    group: &ObjectId,
) -> Result<BTreeSet<ObjectId>> {
    let mut query = db.prepare_cached(
        "SELECT object_id FROM directory_object inside WHERE generation = ?1 AND kind = 'group'
           AND EXISTS (SELECT 1 FROM directory_member WHERE directory_member.generation = ?1
             AND group_key = (SELECT key FROM directory_object WHERE generation = ?1 AND object_id = ?2)
             AND member_key = inside.key)",
    )?;
    let found = values::all(query.query(params![generation, group.as_str()])?, |row| {
        Ok(ObjectId::new(values::text(row, "object_id")?))
    })?;
    Ok(found.into_iter().collect())
}

/// The staged changes of a group's members: who, and whether they are members now.
pub(crate) fn changed_members(
    db: &Connection,
    generation: i64,
    group: &ObjectId,
) -> Result<Vec<(ObjectId, bool)>> {
    let mut query = db.prepare_cached(
        "SELECT member_id, present FROM directory_member_change WHERE generation = ?1 AND group_id = ?2",
    )?;
    values::all(query.query(params![generation, group.as_str()])?, |row| {
        Ok((ObjectId::new(values::text(row, "member_id")?), row.get("present")?))
    })
}
