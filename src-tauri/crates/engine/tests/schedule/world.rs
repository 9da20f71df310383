//! An engine whose clock is the test's, a sample company, and what a person was told.

use crate::connect::connect;
use chrono::{DateTime, Utc};
use chrono_tz::{Europe::Berlin, Tz};
use rollcall_engine::api::{RunResult, RunTrigger, Turn};
use rollcall_engine::{Engine, Event, Notice, Options, Secrets, SyncHow};
use rollcall_people::ConnectionId;
use rollcall_sample::SampleCompany;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

pub(crate) const ZONE: Tz = Berlin;

pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) company: SampleCompany,
    pub(crate) dir: TempDir,
    pub(crate) heard: Arc<Mutex<Vec<Notice>>>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let heard: Arc<Mutex<Vec<Notice>>> = Arc::default();
        let engine = open(&dir, heard.clone());
        Self { engine, company: SampleCompany::start().await.unwrap(), dir, heard }
    }

    pub(crate) async fn connect(&self, name: &str) -> ConnectionId {
        connect(&self.engine, &self.company, &self.company.graph_url(), name).await
    }

    /// Synced by hand, and looked at once, so that its schedule has begun.
    pub(crate) async fn ready(&self, name: &str, now: DateTime<Utc>) -> ConnectionId {
        let id = self.connect(name).await;
        self.engine.sync(id, SyncHow::default()).await.unwrap();
        self.engine.run_due(now, ZONE).await.unwrap();
        id
    }

    /// As after a restart of the program.
    pub(crate) fn restart(&mut self) {
        self.engine = open(&self.dir, self.heard.clone());
    }

    /// Lets the removal limit hold a run that removes anybody.
    pub(crate) async fn hold_removals(&self, connection: ConnectionId) {
        let file = self.dir.path().join("rules.json");
        let rules = self.engine.export_rules(connection).await.unwrap();
        let mut rules: serde_json::Value = serde_json::from_str(&rules).unwrap();
        rules["policies"]["removal_limit"] = serde_json::json!({ "count": 0, "percent": 0 });
        std::fs::write(&file, rules.to_string()).unwrap();
        self.engine.import_rules(connection, file).await.unwrap();
    }

    /// What a person was told since the last call.
    pub(crate) fn told(&self) -> Vec<Notice> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    /// Who ran at this instant, and how.
    pub(crate) async fn at(&self, now: DateTime<Utc>) -> Vec<(ConnectionId, RunTrigger, RunResult)> {
        let turns = self.engine.run_due(now, ZONE).await.unwrap();
        let ran = |(id, turn)| match turn {
            Ok(Turn::Ran(run)) => (id, run.trigger, run.result),
            other => panic!("{id} did not run: {other:?}"),
        };
        turns.into_iter().map(ran).collect()
    }
}

pub(crate) fn at(time: &str) -> DateTime<Utc> {
    time.parse().unwrap()
}

fn open(dir: &TempDir, heard: Arc<Mutex<Vec<Notice>>>) -> Engine {
    let listener = move |event| {
        if let Event::Notice(notice) = event {
            heard.lock().unwrap().push(notice);
        }
    };
    let options = Options {
        data_dir: dir.path().join("data"),
        secrets: Secrets::KeyFile(dir.path().join("key")),
        listener: Arc::new(listener),
    };
    Engine::open(options).unwrap()
}
