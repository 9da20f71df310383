//! Table `connection`: the linked tenants.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{directories, directories::DirectoryInfo, revision},
    values,
};
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, TenantId, fold};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params, params};
use std::collections::BTreeMap;

/// What is known after the first sign-in. The tenant is pinned from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConnection {
    pub name: String,
    pub cloud: String,
    pub login_url: Option<String>,
    pub graph_url: Option<String>,
    pub client_id: String,
    pub tenant: TenantId,
    pub tenant_name: String,
    /// The tenant's default domain.
    pub domain: String,
    pub verified_domains: Vec<String>,
    /// The user principal name that signed in.
    pub account: String,
    pub account_object_id: String,
    /// JSON: rules, mapping, policies.
    pub config: String,
    pub state: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConnection {
    pub id: ConnectionId,
    pub details: NewConnection,
    /// JSON: why the state is what it is.
    pub problem: Option<String>,
    /// JSON: what the admin should know about the sign-in.
    pub warnings: String,
    /// JSON: what the next sign-in has to ask for.
    pub claims: Option<String>,
    /// The states a person was told of since all was well.
    pub told: Vec<String>,
    pub created_at: DateTime<Utc>,
    /// Whether a manual sync was applied or had nothing to apply, which unlocks automatic ones.
    pub synced_once: bool,
    /// JSON: the configuration that everybody's record was made by, as far as that is known.
    pub in_force: Option<String>,
    /// When the directory was read that everybody's record was last compared with, as far as that is known.
    pub compared_at: Option<DateTime<Utc>>,
    /// `None` before the first complete read.
    pub directory: Option<DirectoryInfo>,
}

impl Store {
    /// Ordered by name.
    pub fn connections(&self) -> Result<Vec<StoredConnection>> {
        self.read(all)
    }

    pub fn connection(&self, id: ConnectionId) -> Result<Option<StoredConnection>> {
        self.read(|db| get(db, id))
    }

    /// Case, surrounding blanks and composition do not matter.
    pub fn connection_by_name(&self, name: &str) -> Result<Option<StoredConnection>> {
        self.read(|db| Ok(select(db, "WHERE name_key = ?1", &[&fold(name)])?.pop()))
    }

    /// # Errors
    /// `NameTaken` when another connection has the name.
    pub fn insert_connection(&self, new: &NewConnection, now: DateTime<Utc>) -> Result<ConnectionId> {
        self.write(|tx| insert(tx, new, now))
    }

    /// The same in one breath with something outside of the database: `also` is the last thing before it
    /// is committed, and when it fails, there is no connection either.
    pub fn insert_connection_with<E>(
        &self,
        new: &NewConnection,
        warnings: &str,
        now: DateTime<Utc>,
        also: impl FnOnce(ConnectionId) -> std::result::Result<(), E>,
    ) -> Result<std::result::Result<ConnectionId, E>> {
        self.write_with(|tx| {
            let id = insert(tx, new, now)?;
            tx.execute("UPDATE connection SET warnings = ?2 WHERE id = ?1", params![id.0, warnings])?;
            Ok(also(id).map(|()| id))
        })
    }

    /// Writes what `edit` makes of it, except for the tenant and what reads and runs have left.
    /// Only changes of what plans depend on count as a new revision.
    ///
    /// # Errors
    /// `UnknownConnection`, `NameTaken`.
    pub fn update_connection(
        &self,
        id: ConnectionId,
        edit: impl FnOnce(&mut StoredConnection),
    ) -> Result<()> {
        self.write(|tx| update(tx, id, edit))
    }

    /// The same in one breath with something outside of the database, as for a new connection.
    pub fn update_connection_with<E>(
        &self,
        id: ConnectionId,
        edit: impl FnOnce(&mut StoredConnection),
        also: impl FnOnce() -> std::result::Result<(), E>,
    ) -> Result<std::result::Result<(), E>> {
        self.write_with(|tx| {
            update(tx, id, edit)?;
            Ok(also())
        })
    }

    /// Active and paused people by the connection that owns them.
    pub fn people_by_connection(&self) -> Result<BTreeMap<ConnectionId, usize>> {
        self.read(|db| {
            let mut query = db.prepare_cached(
                "SELECT owner, count(*) FROM employee
                 WHERE owner IS NOT NULL AND status <> 'archived' GROUP BY owner",
            )?;
            let counts = query.query_map([], |row| Ok((ConnectionId(row.get(0)?), row.get(1)?)))?;
            Ok(counts.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn insert(db: &Connection, new: &NewConnection, now: DateTime<Utc>) -> Result<ConnectionId> {
    refuse_taken_name(db, &new.name, None)?;
    db.execute(
        "INSERT INTO connection (name, name_key, tenant_id, created_at, cloud, login_url, graph_url, client_id,
           tenant_name, domain, verified_domains, account, account_object_id, config, state)
         VALUES (?1, ?2, ?3, ?4, '', NULL, NULL, '', '', '', '[]', '', '', '', '')",
        params![new.name, fold(&new.name), new.tenant.as_str(), values::time(now)],
    )?;
    let id = ConnectionId(db.last_insert_rowid());
    save(db, id, new)?;
    revision::grow(db)?;
    Ok(id)
}

fn update(db: &Connection, id: ConnectionId, edit: impl FnOnce(&mut StoredConnection)) -> Result<()> {
    let before = get(db, id)?.ok_or(StoreError::UnknownConnection(id))?;
    let mut after = before.clone();
    edit(&mut after);
    refuse_taken_name(db, &after.details.name, Some(id))?;
    save(db, id, &after.details)?;
    save_standing(db, &after)?;
    if plans_differ(&before.details, &after.details) { revision::grow(db) } else { Ok(()) }
}

pub(crate) fn put_config(db: &Connection, id: ConnectionId, config: &str) -> Result<()> {
    db.execute("UPDATE connection SET config = ?2 WHERE id = ?1", params![id.0, config])?;
    Ok(())
}

pub(crate) fn all(db: &Connection) -> Result<Vec<StoredConnection>> {
    select(db, "ORDER BY name_key", &[])
}

pub(crate) fn get(db: &Connection, id: ConnectionId) -> Result<Option<StoredConnection>> {
    Ok(select(db, "WHERE id = ?1", &[&id.0])?.pop())
}

/// The names people know the owners by.
pub(crate) fn names(db: &Connection) -> Result<BTreeMap<ConnectionId, String>> {
    let mut query = db.prepare_cached("SELECT id, name FROM connection")?;
    let names = query.query_map([], |row| Ok((ConnectionId(row.get(0)?), row.get(1)?)))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn select(db: &Connection, which: &str, params: &[&dyn ToSql]) -> Result<Vec<StoredConnection>> {
    let mut query = db.prepare_cached(&format!("SELECT * FROM connection {which}"))?;
    values::all(query.query(params)?, |row| {
        let id = ConnectionId(row.get("id")?);
        Ok(StoredConnection {
            id,
            details: details(row)?,
            problem: row.get("problem")?,
            warnings: row.get("warnings")?,
            claims: row.get("claims")?,
            told: values::parse_json("told", values::text(row, "told")?)?,
            created_at: values::parse_time("created_at", values::text(row, "created_at")?)?,
            synced_once: row.get("synced_once")?,
            in_force: row.get("in_force")?,
            compared_at: compared_at(row)?,
            directory: directories::current(db, id)?,
        })
    })
}

fn compared_at(row: &Row<'_>) -> Result<Option<DateTime<Utc>>> {
    let at: Option<String> = row.get("compared_at")?;
    at.map(|at| values::parse_time("compared_at", &at)).transpose()
}

fn details(row: &Row<'_>) -> Result<NewConnection> {
    Ok(NewConnection {
        name: row.get("name")?,
        cloud: row.get("cloud")?,
        login_url: row.get("login_url")?,
        graph_url: row.get("graph_url")?,
        client_id: row.get("client_id")?,
        tenant: TenantId::new(values::text(row, "tenant_id")?),
        tenant_name: row.get("tenant_name")?,
        domain: row.get("domain")?,
        verified_domains: values::parse_json("verified_domains", values::text(row, "verified_domains")?)?,
        account: row.get("account")?,
        account_object_id: row.get("account_object_id")?,
        config: row.get("config")?,
        state: row.get("state")?,
    })
}

fn save(db: &Connection, id: ConnectionId, details: &NewConnection) -> Result<()> {
    db.execute(
        "UPDATE connection SET name = :name, name_key = :name_key, cloud = :cloud, login_url = :login_url,
           graph_url = :graph_url, client_id = :client_id, tenant_name = :tenant_name, domain = :domain,
           verified_domains = :verified_domains, account = :account, account_object_id = :account_object_id,
           config = :config, state = :state WHERE id = :id",
        named_params! {
            ":id": id.0, ":name": details.name, ":name_key": fold(&details.name), ":cloud": details.cloud,
            ":login_url": details.login_url, ":graph_url": details.graph_url, ":client_id": details.client_id,
            ":tenant_name": details.tenant_name, ":domain": details.domain,
            ":verified_domains": values::json(&details.verified_domains)?, ":account": details.account,
            ":account_object_id": details.account_object_id, ":config": details.config,
            ":state": details.state,
        },
    )?;
    Ok(())
}

fn save_standing(db: &Connection, connection: &StoredConnection) -> Result<()> {
    let StoredConnection { id, problem, warnings, claims, told, .. } = connection;
    db.execute(
        "UPDATE connection SET problem = ?2, warnings = ?3, claims = ?4, told = ?5 WHERE id = ?1",
        params![id.0, problem, warnings, claims, values::json(told)?],
    )?;
    Ok(())
}

fn refuse_taken_name(db: &Connection, name: &str, own: Option<ConnectionId>) -> Result<()> {
    let mut query = db.prepare_cached("SELECT id FROM connection WHERE name_key = ?1")?;
    let taken: Option<i64> = query.query_row([fold(name)], |row| row.get(0)).optional()?;
    match taken {
        Some(other) if own != Some(ConnectionId(other)) => Err(StoreError::NameTaken),
        _ => Ok(()),
    }
}

/// Names stand in reasons, domains and the configuration decide who comes in.
fn plans_differ(before: &NewConnection, after: &NewConnection) -> bool {
    before.name != after.name
        || before.config != after.config
        || before.verified_domains != after.verified_domains
}
