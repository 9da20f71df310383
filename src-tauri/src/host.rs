//! What the commands work on: the engine of the open data directory.
//!
//! The admin's own data and the sample company are two data directories; exactly one is open.
//! A data directory that cannot be opened does not end the app: every command then answers with
//! the failure, and the window shows it.

use crate::speech::Speech;
use crate::start::Start;
use crate::{notices, standing};
use chrono::Utc;
use rollcall_engine::api::{AppStatus, BackupRestored, ErrorCode, Failure, SampleStatus, Tag};
use rollcall_engine::{Engine, Event, Listener, Options, Secrets};
use rollcall_sample::SampleCompany;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tauri::async_runtime::{JoinHandle, spawn, spawn_blocking};
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::Mutex;

/// Between two looks at what other processes did.
const OTHERS_EVERY: Duration = Duration::from_secs(2);

pub(crate) struct Host {
    app: AppHandle,
    data_dir: Option<PathBuf>,
    secrets: Secrets,
    open: RwLock<Result<Engine, Failure>>,
    /// Keeps the schedule of the open engine, and watches what other processes do to its data.
    keeper: std::sync::Mutex<Option<JoinHandle<((), ())>>>,
    sample: Mutex<Option<SampleCompany>>,
}

impl Host {
    /// Nothing is open yet.
    pub(crate) fn new(app: AppHandle, start: Start) -> Self {
        Self {
            app,
            data_dir: start.data_dir,
            secrets: start.secrets,
            open: RwLock::new(Err(Failure::new(ErrorCode::Internal))),
            keeper: std::sync::Mutex::default(),
            sample: Mutex::default(),
        }
    }

    /// Opens what the app was started for. The admin's own data open beside the window: the page
    /// loads meanwhile, and whoever asks for the engine waits for it.
    pub(crate) fn begin(app: &AppHandle, sample: bool) {
        if sample {
            // A failure is kept in `open` and shown by the window.
            let _ = tauri::async_runtime::block_on(app.state::<Self>().explore_sample());
            return;
        }
        let (holds, held) = std::sync::mpsc::channel();
        let app = app.clone();
        std::thread::spawn(move || {
            let host = app.state::<Self>();
            let mut open = host.open.write().unwrap_or_else(PoisonError::into_inner);
            let _ = holds.send(());
            let own = host.open_own();
            host.keep_schedule(own.as_ref().ok());
            *open = own;
        });
        // Before anybody can ask.
        let _ = held.recv();
    }

    /// Waits while it is being opened, which takes long where a database is brought up to a new version: not
    /// as one of the runtime's few threads, or nobody would load the page and show the window meanwhile.
    pub(crate) fn engine(&self) -> Result<Engine, Failure> {
        let wait = || self.open.read().unwrap_or_else(PoisonError::into_inner).clone();
        match self.open.try_read() {
            Ok(open) => open.clone(),
            Err(_) => tokio::task::block_in_place(wait),
        }
    }

    /// A fresh sample company, day 1, with nothing kept of an earlier visit.
    pub(crate) async fn explore_sample(&self) -> Result<AppStatus, Failure> {
        let mut sample = self.sample.lock().await;
        let company =
            SampleCompany::start().await.map_err(|e| Failure::new(ErrorCode::Internal).caused_by(e))?;
        self.close();
        let opened = self.sample_dir().and_then(|dir| {
            remove(&dir)?;
            self.open_engine(dir.clone(), self.sample_secrets(&dir))
        });
        self.replace(opened);
        *sample = Some(company);
        drop(sample);
        self.status().await
    }

    pub(crate) async fn leave_sample(&self) -> Result<AppStatus, Failure> {
        let company = self.sample.lock().await.take();
        if let Ok(engine) = self.engine() {
            engine.stop_all();
            engine.forget_sign_ins().await?;
        }
        self.close();
        self.replace(self.open_own());
        drop(company);
        // What cannot be removed now goes with the next visit.
        if let Err(failure) = self.sample_dir().and_then(|dir| remove(&dir)) {
            tracing::warn!(?failure, "the sample company's data could not be removed");
        }
        self.status().await
    }

    /// A failure leaves what was open as it was.
    pub(crate) async fn restore_backup(&self, file: PathBuf) -> Result<BackupRestored, Failure> {
        let mut sample = self.sample.lock().await;
        let options = self.options(self.own_dir()?, self.secrets.clone());
        self.close();
        let restored = spawn_blocking(move || Engine::restore(options, &file)).await;
        let restored =
            restored.unwrap_or_else(|error| Err(Failure::new(ErrorCode::Internal).caused_by(error)));
        match restored {
            Ok((engine, restored)) => {
                engine.name_by(Speech::of(&self.app).starter_names());
                self.replace(Ok(engine));
                *sample = None;
                standing::refresh(&self.app);
                Ok(restored)
            }
            Err(failure) => {
                self.replace(self.open_own());
                *sample = None;
                Err(failure)
            }
        }
    }

    pub(crate) async fn next_sample_day(&self) -> Result<AppStatus, Failure> {
        if let Some(company) = self.sample.lock().await.as_ref() {
            company.next_day();
        }
        self.status().await
    }

    /// Automatic syncs, until tomorrow or no longer.
    pub(crate) async fn pause_schedule(&self, pause: bool) -> Result<(), Failure> {
        let (engine, now) = (self.engine()?, Utc::now());
        match pause {
            true => engine.pause_schedule(now, rollcall_engine::local_zone()).await,
            false => engine.resume_schedule(now).await,
        }
    }

    pub(crate) async fn status(&self) -> Result<AppStatus, Failure> {
        let sample = self.sample.lock().await.as_ref().map(|company| SampleStatus {
            day: company.day(),
            login_url: company.login_url(),
            graph_url: company.graph_url(),
        });
        let engine = self.engine()?;
        Ok(AppStatus {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_dir: engine.data_dir().display().to_string(),
            sample,
            secrets: engine.secrets(),
            own_app: engine.has_own_app(),
        })
    }

    fn open_own(&self) -> Result<Engine, Failure> {
        self.open_engine(self.own_dir()?, self.secrets.clone())
    }

    fn open_engine(&self, data_dir: PathBuf, secrets: Secrets) -> Result<Engine, Failure> {
        let opened = Engine::open(self.options(data_dir, secrets));
        match &opened {
            Ok(engine) => {
                engine.name_by(Speech::of(&self.app).starter_names());
                tracing::info!(
                    version = env!("CARGO_PKG_VERSION"),
                    system = std::env::consts::OS,
                    sign_ins = ?engine.secrets(),
                    "the window opened its data directory"
                );
            }
            Err(failure) => tracing::error!(code = failure.code.name(), "the data directory did not open"),
        }
        opened
    }

    fn options(&self, data_dir: PathBuf, secrets: Secrets) -> Options {
        Options { data_dir, secrets, listener: to_desktop(&self.app) }
    }

    fn own_dir(&self) -> Result<PathBuf, Failure> {
        let missing = || Failure::new(ErrorCode::DataDirUnusable).with("path", "?");
        self.data_dir.clone().ok_or_else(missing)
    }

    /// Beside the admin's own data, never inside its database.
    fn sample_dir(&self) -> Result<PathBuf, Failure> {
        Ok(self.own_dir()?.join("sample"))
    }

    /// The sample company's sign-in is worth nothing, but it takes the same way as a real one.
    fn sample_secrets(&self, dir: &Path) -> Secrets {
        match &self.secrets {
            Secrets::KeyFile(_) => Secrets::KeyFile(dir.join("key")),
            other => other.clone(),
        }
    }

    fn close(&self) {
        if let Ok(engine) = self.engine() {
            engine.stop_all();
        }
        self.replace(Err(Failure::new(ErrorCode::Stopped)));
    }

    fn replace(&self, opened: Result<Engine, Failure>) {
        self.keep_schedule(opened.as_ref().ok());
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = opened;
    }

    fn keep_schedule(&self, engine: Option<&Engine>) {
        let engine = engine.cloned();
        let next = engine.map(|engine| {
            spawn(async move { tokio::join!(engine.keep_schedule(), engine.watch_others(OTHERS_EVERY)) })
        });
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(former) = std::mem::replace(&mut *keeper, next) {
            former.abort();
        }
    }
}

fn to_desktop(app: &AppHandle) -> Listener {
    let app = app.clone();
    Arc::new(move |event| {
        let _ = match event {
            Event::Job(job) => app.emit("job", job),
            Event::Changed(tags) => {
                if tags.contains(&Tag::Connections) {
                    standing::refresh(&app);
                }
                app.emit("changed", tags)
            }
            Event::Notice(notice) => {
                notices::pass_on(&app, &notice);
                Ok(())
            }
        };
    })
}

fn remove(dir: &Path) -> Result<(), Failure> {
    match std::fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::new(ErrorCode::DataDirUnusable).with("path", dir.display()).caused_by(error))
        }
        _ => Ok(()),
    }
}
