//! An engine with a data directory of its own, connected to the sample company.

use rollcall_engine::api::{CloudChoice, Config, ConnectRequest, ConnectionId, RunResult};
use rollcall_engine::{Engine, Options, Secrets, SignInHow, SyncHow};
use rollcall_sample::{SampleCompany, browser};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) connection: ConnectionId,
    _company: SampleCompany,
    _dir: TempDir,
}

impl World {
    pub(crate) async fn connected() -> Self {
        let (company, dir) = (SampleCompany::start().await.unwrap(), tempfile::tempdir().unwrap());
        let secrets = Secrets::KeyFile(dir.path().join("key"));
        let data_dir = dir.path().join("data");
        let engine = Engine::open(Options { data_dir, secrets, listener: Arc::new(|_| {}) }).unwrap();
        let connection = connect(&engine, &company).await;
        Self { engine, connection, _company: company, _dir: dir }
    }

    /// After the first sync by the rules of a new connection.
    pub(crate) async fn synced() -> Self {
        let world = Self::connected().await;
        world.sync().await;
        world
    }

    pub(crate) async fn sync(&self) {
        let run = self.engine.sync(self.connection, SyncHow::default()).await.unwrap();
        assert!(matches!(run.result, RunResult::Applied | RunResult::NoChanges), "the sync works: {run:?}");
    }

    pub(crate) async fn saved(&self) -> Config {
        self.engine.rule_config(self.connection).await.unwrap().config
    }

    /// The saved configuration with other rules above the ones it has.
    pub(crate) async fn with_rules(&self, above: Value) -> Config {
        let mut config = serde_json::to_value(self.saved().await).unwrap();
        let mut rules = above.as_array().unwrap().clone();
        rules.extend(config["rules"].as_array().unwrap().iter().cloned());
        config["rules"] = rules.into();
        serde_json::from_value(config).unwrap()
    }
}

pub(crate) fn condition(field: &str, op: &str, value: &str) -> Value {
    json!({ "field": field, "op": op, "value": value })
}

pub(crate) fn skip(name: &str, who: Value) -> Value {
    json!({ "name": name, "who": who, "then": { "skip": true } })
}

async fn connect(engine: &Engine, company: &SampleCompany) -> ConnectionId {
    let request = ConnectRequest {
        name: Some("Contoso".to_owned()),
        cloud: CloudChoice::Custom,
        login_url: Some(company.login_url()),
        graph_url: Some(company.graph_url()),
        ..ConnectRequest::default()
    };
    let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
    let started = engine.begin_sign_in(request, how).await.unwrap();
    let visit = browser::sign_in(&started.url, browser::Visit::default());
    let (connection, visited) = tokio::join!(engine.await_sign_in(started.attempt), visit);
    visited.unwrap();
    connection.unwrap().id
}
