//! Erasing a person: the record, the values in the history, and the stored directory entry, so that
//! no file of the data directory holds them afterwards.

use crate::{
    Store, backup,
    error::Result,
    tables::{overrides, passed_over, person_data, revision, snapshot_data},
    values,
};
use rollcall_people::{Employee, EmployeeId, Field, Identity, ObjectId, TenantId};
use rollcall_plan::FieldChange;
use rusqlite::{Connection, params, types::Value};

/// Who is to be erased: a record, an account of a directory, or both.
#[derive(Clone, Debug, Default)]
pub struct Erasure {
    pub employee: Option<EmployeeId>,
    /// The account, in the directories of all connections to its tenant.
    pub identity: Option<Identity>,
    /// What the person is called: others may carry it as their manager's name.
    pub name: Option<String>,
}

impl Store {
    /// The file without what was erased, and no copies that were set aside.
    pub(crate) fn forget_files(&self) -> Result<()> {
        self.compact()?;
        backup::drop_asides(self.path())
    }

    /// Erases a person and makes the file forget them, and removes what a restore set aside. The history keeps that somebody was changed,
    /// not who. An "Always import" goes too; a "Never import" stays, which is what it is for. The next
    /// read of the directory is a full one.
    ///
    /// # Errors
    /// `Busy` when another process keeps the old pages from being dropped: the person is gone from
    /// every view then, and erasing again finishes the work.
    pub fn erase(&self, erasure: &Erasure) -> Result<()> {
        self.write(|tx| {
            forget(tx, erasure)?;
            revision::grow(tx)
        })?;
        self.forget_files()
    }
}

/// From every table; the file forgets when it is compacted.
pub(crate) fn forget(db: &Connection, erasure: &Erasure) -> Result<()> {
    if let Some(id) = erasure.employee {
        forget_record(db, id)?;
    }
    if let Some(identity) = &erasure.identity {
        forget_account(db, identity)?;
    }
    if let Some(name) = &erasure.name {
        forget_as_manager(db, name)?;
    }
    Ok(())
}

fn forget_record(db: &Connection, id: EmployeeId) -> Result<()> {
    scrub_history(db, "employee = ?1", params![id.0])?;
    db.execute("DELETE FROM employee WHERE id = ?1", [id.0])?;
    Ok(())
}

fn scrub_history(db: &Connection, which: &str, who: &[&dyn rusqlite::ToSql]) -> Result<()> {
    db.execute(
        &format!(
            "UPDATE change SET before = NULL, after = NULL, fields = '[]', reason = json_remove(reason, '$.params')
             WHERE {which}"
        ),
        who,
    )?;
    Ok(())
}

fn forget_account(db: &Connection, identity: &Identity) -> Result<()> {
    let account = params![identity.tenant.as_str(), identity.object.as_str()];
    scrub_history(db, "tenant_id = ?1 AND object_id = ?2", account)?;
    passed_over::forget(db, identity)?;
    db.execute("DELETE FROM employee WHERE tenant_id = ?1 AND object_id = ?2", account)?;
    for connection in connections_to(db, &identity.tenant)? {
        overrides::remove_always(db, connection, &identity.object)?;
        forget_in_directory(db, connection, identity.object.as_str())?;
    }
    Ok(())
}

fn connections_to(db: &Connection, tenant: &TenantId) -> Result<Vec<i64>> {
    let mut query = db.prepare("SELECT id FROM connection WHERE tenant_id = ?1")?;
    let ids = query.query_map([tenant.as_str()], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The entry, the memberships, and the name that came with those who are managed by the person.
/// What is left is no basis for reading changes only, so the position to go on from is dropped.
fn forget_in_directory(db: &Connection, connection: i64, object: &str) -> Result<()> {
    const OWN: &str = "generation IN (SELECT generation FROM directory WHERE connection = ?1)";
    let which = params![connection, object];
    db.execute(
        &format!(
            "DELETE FROM directory_member WHERE {OWN} AND member_key IN
               (SELECT key FROM directory_object WHERE {OWN} AND object_id = ?2)"
        ),
        which,
    )?;
    db.execute(&format!("DELETE FROM directory_object WHERE {OWN} AND object_id = ?2"), which)?;
    forget_managers_name(db, &format!("{OWN} AND kind = 'user'"), connection, object)?;
    db.execute("UPDATE directory SET links = NULL WHERE connection = ?1", [connection])?;
    Ok(())
}

/// A row that cannot be understood might carry the name: that is an error.
fn forget_managers_name(db: &Connection, users: &str, connection: i64, object: &str) -> Result<()> {
    let mut query = db.prepare(&format!("SELECT key, data FROM directory_object WHERE {users}"))?;
    let reports = values::all(query.query([connection])?, |row| {
        let person = person_data::parse(ObjectId::new(""), row.get_ref("data")?)?;
        let theirs = person.manager.as_ref().is_some_and(|manager| manager.object_id.as_str() == object);
        Ok(theirs.then_some((row.get::<_, i64>("key")?, person)))
    })?;
    for (key, mut person) in reports.into_iter().flatten() {
        person.manager.iter_mut().for_each(|manager| manager.display_name = None);
        let update = "UPDATE directory_object SET data = ?2 WHERE key = ?1";
        db.execute(update, params![key, person_data::packed(&person)?])?;
    }
    Ok(())
}

/// Clears the name where it stands as somebody's manager, now and in the history, unless another
/// person of the list goes by it.
fn forget_as_manager(db: &Connection, name: &str) -> Result<()> {
    let mut namesakes = db.prepare("SELECT 1 FROM employee WHERE display_name = ?1")?;
    if namesakes.exists([name])? {
        return Ok(());
    }
    db.execute("UPDATE employee SET manager = NULL WHERE manager = ?1", [name])?;
    let mut mentions = db.prepare(
        "SELECT run, position, tenant_id, object_id, fields, before, after FROM change
         WHERE instr(fields, ?1) OR instr(before, iif(typeof(before) = 'blob', ?2, ?1))
           OR instr(after, iif(typeof(after) = 'blob', ?2, ?1))",
    )?;
    // As it stands within a text of JSON; who only has it as a part of another name is looked at in vain.
    let written = values::json(name)?;
    let written = &written[1..written.len() - 1];
    let found = values::all(mentions.query(params![written, name.as_bytes()])?, |row| {
        let records = [row.get("before")?, row.get("after")?];
        Ok((row.get(0)?, row.get(1)?, values::identity(row)?, row.get("fields")?, records))
    })?;
    found.into_iter().try_for_each(|mention| rewrite(db, name, mention))
}

/// Run and position, whom the change is about, its fields, and the record before and after.
type Mention = (i64, i64, Identity, String, [Value; 2]);

fn rewrite(db: &Connection, name: &str, (run, position, of, fields, [before, after]): Mention) -> Result<()> {
    let fields: Vec<FieldChange> = values::parse_json("change.fields", &fields)?;
    let fields: Vec<FieldChange> = fields.into_iter().map(|change| without_name(change, name)).collect();
    let snapshot = |data: Value| without_manager(&data, &of, name);
    db.execute(
        "UPDATE change SET fields = ?3, before = ?4, after = ?5 WHERE run = ?1 AND position = ?2",
        params![run, position, values::json(&fields)?, snapshot(before)?, snapshot(after)?],
    )?;
    Ok(())
}

fn without_name(mut change: FieldChange, name: &str) -> FieldChange {
    if change.field == Field::Manager.name() {
        for value in [&mut change.from, &mut change.to] {
            value.take_if(|value| value == name);
        }
    }
    change
}

fn without_manager(data: &Value, of: &Identity, name: &str) -> Result<Option<Vec<u8>>> {
    let Some(mut snapshot) = snapshot_data::parse(data.into(), of)? else { return Ok(None) };
    if snapshot.fields.get(Field::Manager) == Some(name) {
        snapshot.fields.set(Field::Manager, None);
    }
    Ok(Some(snapshot_data::packed(&snapshot.employee(EmployeeId(0)), of)?))
}

impl Erasure {
    /// Everything that is known of a record.
    pub fn of(employee: &Employee) -> Self {
        Self {
            employee: Some(employee.id),
            identity: employee.identity.clone(),
            name: employee.record.fields.get(Field::DisplayName).map(str::to_owned),
        }
    }
}
