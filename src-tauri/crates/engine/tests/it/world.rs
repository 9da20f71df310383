//! An engine with a data directory of its own, signed in by the sample company's Entra.

use crate::connect::connect;
use chrono::{TimeDelta, Utc};
use rollcall_engine::api::{ReadMode, ReadStats, RunView};
use rollcall_engine::{Engine, Event, Options, ReadHow, Secrets, SyncHow};
use rollcall_people::{ConnectionId, Directory};
use rollcall_sample::{LoggedRequest, SampleCompany};
use rollcall_store::{DirectoryInfo, Store};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) struct World {
    pub(crate) company: SampleCompany,
    pub(crate) engine: Engine,
    pub(crate) connection: ConnectionId,
    dir: TempDir,
}

impl World {
    /// The sample company as people try it.
    pub(crate) async fn connected() -> Self {
        let company = SampleCompany::start().await.unwrap();
        let graph = company.graph_url();
        Self::new(company, &graph).await
    }

    /// Everything from a sample company with so many users and groups.
    pub(crate) async fn sample(users: usize, groups: usize) -> Self {
        let company = SampleCompany::builder().users(users).groups(groups).start().await.unwrap();
        let graph = company.graph_url();
        Self::new(company, &graph).await
    }

    /// Signed in by the sample company, reading from another server.
    pub(crate) async fn reading(graph: &str) -> Self {
        Self::new(SampleCompany::start().await.unwrap(), graph).await
    }

    async fn new(company: SampleCompany, graph: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let engine = open(&dir, Arc::new(|_| {}));
        let connection = connect(&engine, &company, graph, "Contoso").await;
        Self { company, engine, connection, dir }
    }

    /// Another connection to the same tenant, to compare with.
    pub(crate) async fn connect(&self, graph: &str, name: &str) -> ConnectionId {
        connect(&self.engine, &self.company, graph, name).await
    }

    /// As after a restart of the program; `listener` hears what happens.
    pub(crate) fn restart(&mut self, listener: impl Fn(Event) + Send + Sync + 'static) {
        self.engine = open(&self.dir, Arc::new(listener));
    }

    /// Another process over the same data directory; `listener` hears what it tells.
    pub(crate) fn another(&self, listener: impl Fn(Event) + Send + Sync + 'static) -> Engine {
        open(&self.dir, Arc::new(listener))
    }

    pub(crate) async fn rules(&self, connection: ConnectionId, rules: &str) {
        assert!(self.try_rules(connection, rules).await, "these rules are fine");
    }

    /// Says whether the rules were taken over.
    pub(crate) async fn try_rules(&self, connection: ConnectionId, rules: &str) -> bool {
        let file = self.file("rules.json", rules);
        self.engine.import_rules(connection, file).await.is_ok()
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let file = self.dir.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    }

    pub(crate) async fn preview(&self, connection: ConnectionId, full: bool) {
        self.engine.preview(connection, ReadHow { full, ..ReadHow::default() }).await.unwrap();
    }

    pub(crate) async fn sync(&self) -> ReadStats {
        let run = self.run().await;
        run.read.unwrap_or_else(|| panic!("it was read: {:?}", run.error))
    }

    /// A sync that may fail.
    pub(crate) async fn run(&self) -> RunView {
        self.engine.sync(self.connection, SyncHow::default()).await.unwrap()
    }

    /// As if the last full read had begun so long ago.
    pub(crate) fn was_off(&self, days: i64) {
        let file = rusqlite::Connection::open(self.dir.path().join("data/rollcall.sqlite")).unwrap();
        let since = (Utc::now() - TimeDelta::days(days)).to_rfc3339();
        let sql = "UPDATE directory SET links = json_set(links, '$.full_since', ?1) WHERE current AND connection = ?2";
        let changed = file.execute(sql, rusqlite::params![since, self.connection.0]).unwrap();
        assert_eq!(changed, 1, "there is a position");
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(&self.dir.path().join("data/rollcall.sqlite")).unwrap()
    }

    pub(crate) fn stored(&self, connection: ConnectionId) -> (DirectoryInfo, Directory) {
        self.store().directory(connection).unwrap().unwrap()
    }

    pub(crate) fn directory(&self) -> Directory {
        self.stored(self.connection).1
    }

    /// What was asked of Graph since the last call.
    pub(crate) fn asked(&self) -> Vec<LoggedRequest> {
        let mut log = self.company.log();
        log.retain(|request| request.path.starts_with("/v1.0/"));
        self.company.clear_log();
        log
    }
}

fn open(dir: &TempDir, listener: rollcall_engine::Listener) -> Engine {
    let secrets = Secrets::KeyFile(dir.path().join("key"));
    Engine::open(Options { data_dir: dir.path().join("data"), secrets, listener }).unwrap()
}

/// A rules file by which these groups are needed.
pub(crate) fn rules(direct: &[&str], nested: &[&str], all: bool) -> String {
    let condition =
        |field: &str, group: &&str| serde_json::json!({ "field": field, "op": "member_of", "value": group });
    let direct = direct.iter().map(|group| condition("memberOf", group));
    let conditions: Vec<_> =
        direct.chain(nested.iter().map(|group| condition("memberOfNested", group))).collect();
    let rule = serde_json::json!({
        "name": "Members", "who": { "any": conditions }, "then": { "import": { "department": "Team" } }
    });
    let rules = if conditions.is_empty() { Vec::new() } else { vec![rule] };
    serde_json::json!({
        "version": 1, "rules": rules, "otherwise": { "skip": true }, "default_department": "Main",
        "policies": { "groups": if all { "all" } else { "in_rules" } }
    })
    .to_string()
}

#[track_caller]
pub(crate) fn assert_mode(read: &ReadStats, mode: ReadMode, why: &str) {
    assert_eq!(read.mode, mode, "{why}: {read:?}");
}
