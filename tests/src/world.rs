//! A machine on which Rollcall has been used before: a sample company this test can change, and a
//! data directory that is connected to it.

use crate::connect::connect;
use crate::stage::{App, Machine, Start};
use rollcall_engine::api::ConnectionId;
use rollcall_engine::{Engine, Options, Secrets, SyncHow};
use rollcall_sample::SampleCompany;
use rollcall_store::Store;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

pub struct World {
    pub company: SampleCompany,
    pub connection: ConnectionId,
    pub engine: Engine,
    dir: TempDir,
}

impl World {
    /// Signed in to the sample company as `Contoso`; nothing imported yet.
    pub async fn connected() -> Self {
        Self::with(SampleCompany::start().await.unwrap()).await
    }

    /// The same after the first sync.
    pub async fn synced() -> Self {
        let world = Self::connected().await;
        world.sync().await;
        world
    }

    pub async fn with(company: SampleCompany) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let secrets = Secrets::KeyFile(dir.path().join("key"));
        let options = Options { data_dir: dir.path().join("data"), secrets, listener: Arc::new(|_| {}) };
        let engine = Engine::open(options).unwrap();
        let connection = connect(&engine, &company, &company.graph_url(), "Contoso").await;
        Self { company, connection, engine, dir }
    }

    pub async fn sync(&self) {
        let run = self.engine.sync(self.connection, SyncHow::default()).await.unwrap();
        assert!(run.error.is_none(), "the sync goes through: {:?}", run.error);
    }

    /// Takes over a rules file.
    pub async fn rules(&self, rules: &serde_json::Value) {
        let file = self.dir.path().join("rules.json");
        std::fs::write(&file, rules.to_string()).unwrap();
        self.engine.import_rules(self.connection, file).await.unwrap();
    }

    /// The list, behind the app's back.
    pub fn store(&self) -> Store {
        Store::open(&self.path("data/rollcall.sqlite")).unwrap()
    }

    /// The window over this data directory.
    pub async fn open(&self) -> App {
        self.open_on(Machine::start()).await
    }

    /// The same on a machine where a window was closed before.
    pub async fn open_on(&self, machine: Machine) -> App {
        let app = App::on(machine, Start { variables: &self.variables(), ..Start::default() }).await;
        app.is_shown().await;
        app
    }

    /// What makes the app work on this data directory.
    pub fn variables(&self) -> [(&'static str, OsString); 2] {
        let places = [("ROLLCALL_DATA_DIR", "data"), ("ROLLCALL_KEY_FILE", "key")];
        places.map(|(variable, name)| (variable, self.path(name).into_os_string()))
    }

    /// A place beside the data directory `data`, where the key lies in `key`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}
