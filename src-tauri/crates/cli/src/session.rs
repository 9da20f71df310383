//! Opening the engine for one command: data directory, keys, progress, Ctrl-C.

use crate::args::Global;
use crate::output::Progress;
use rollcall_engine::api::{ConnectionView, ErrorCode, Failure};
use rollcall_engine::{Engine, Options, Secrets, StarterNames};
use rollcall_words::{Language, Params, Words};
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) json: bool,
}

impl Session {
    pub(crate) fn open(global: &Global) -> Result<Self, Failure> {
        Self::with(global, options(global)?)
    }

    /// The same with other options; progress is always shown here.
    pub(crate) fn with(global: &Global, options: Options) -> Result<Self, Failure> {
        let progress = Progress::new(global.json);
        let listener = Arc::new(move |event| progress.show(event));
        let engine = Engine::open(Options { listener, ..options })?;
        engine.name_by(starter_names());
        stop_on_ctrl_c(engine.clone());
        Ok(Self { engine, json: global.json })
    }

    pub(crate) async fn connection(&self, name: &str) -> Result<ConnectionView, Failure> {
        self.engine.find_connection(name).await
    }
}

/// The admin's data directory, without somebody who listens.
pub(crate) fn options(global: &Global) -> Result<Options, Failure> {
    let secrets = match &global.key_file {
        Some(file) => Secrets::KeyFile(file.clone()),
        None => Secrets::Keyring,
    };
    Ok(Options { data_dir: data_dir(global)?, secrets, listener: Arc::new(|_| {}) })
}

pub(crate) fn data_dir(global: &Global) -> Result<PathBuf, Failure> {
    let dir = global.data_dir.clone().or_else(rollcall_engine::default_data_dir);
    dir.ok_or_else(|| Failure::new(ErrorCode::DataDirUnusable).with("path", "?"))
}

/// What is made here belongs to the admin, so it is named in the language that the environment asks messages in,
/// although those of the command line are English.
fn starter_names() -> StarterNames {
    let words = Words::of(Language::from_env(|name| std::env::var(name).ok()));
    StarterNames::of(|name| words.text(&format!("starter.{name}"), &Params::new()))
}

/// The first Ctrl-C stops the work cleanly, which then says so; the second one ends the process.
fn stop_on_ctrl_c(engine: Engine) {
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            engine.stop_all();
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(130);
        }
    });
}
