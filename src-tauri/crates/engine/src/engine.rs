//! The open data directory: database, vault, running jobs, plans at hand.

use crate::api::{ErrorCode, Failure, SecretStorage};
use crate::first_read::FirstReads;
use crate::http::{self, Way};
use crate::jobs::{Jobs, Listener, lock};
use crate::plan_rows::Looked;
use crate::plans::Plans;
use crate::rules::{Early, Editors};
use crate::sign_in::Attempts;
use crate::starter::StarterNames;
use crate::tokens::Keepers;
use crate::{failures, proxy, sign_in};
use rollcall_graph::Http;
use rollcall_people::EmployeeId;
use rollcall_store::Store;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The database's name in the data directory.
pub(crate) const DATABASE: &str = "rollcall.sqlite";

/// How to open a data directory.
pub struct Options {
    pub data_dir: PathBuf,
    pub secrets: Secrets,
    pub listener: Listener,
}

/// What seals the sign-ins on disk.
#[derive(Clone, Debug)]
pub enum Secrets {
    /// The system's keyring; without one, sign-ins last until the process ends.
    Keyring,
    /// A file with 32 random bytes, for servers; created when it does not exist.
    KeyFile(PathBuf),
}

/// Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) data_dir: PathBuf,
    pub(crate) store: Store,
    pub(crate) jobs: Jobs,
    pub(crate) keepers: Keepers,
    pub(crate) attempts: Attempts,
    pub(crate) plans: Plans,
    pub(crate) looked: Looked,
    pub(crate) unchanged: Mutex<Option<crate::unchanged::Unchanged>>,
    pub(crate) editors: Editors,
    pub(crate) early: Early,
    pub(crate) first_reads: FirstReads,
    /// The ids of the list as it was last asked for: blocks of it are then read by key.
    pub(crate) list: Mutex<Option<crate::employees::List>>,
    pub(crate) run_order: Mutex<Option<crate::run_rows::RunOrder>>,
    /// Locked from an edit's commit until it is remembered, and while people are erased or deleted with their
    /// connection: nothing is remembered of whoever is gone by then.
    pub(crate) edits: Mutex<crate::people::Edits>,
    /// The organisation chart as it was last asked for.
    pub(crate) organisation: Mutex<Option<Arc<crate::organisation::Organisation>>>,
    /// Anew when another proxy is chosen.
    pub(crate) out: Mutex<proxy::Out>,
    pub(crate) http_loopback: Http,
    pub(crate) starter: Mutex<StarterNames>,
}

/// Where an admin's data lives when nobody says otherwise: the same for window and command line.
pub fn default_data_dir() -> Option<PathBuf> {
    dirs::data_dir().map(|dir| dir.join("rollcall"))
}

impl Engine {
    /// Opens the data directory, creating it when missing. Fails on an unusable directory, on a
    /// database that is newer or corrupt, and on an exposed key file; nothing is changed then.
    pub fn open(options: Options) -> Result<Self, Failure> {
        let Options { data_dir, secrets, listener } = options;
        private_dir(&data_dir)?;
        let store = Store::open(&data_dir.join(DATABASE)).map_err(failures::of_store)?;
        let inner = Inner {
            keepers: Keepers::open(&data_dir, &secrets)?,
            jobs: Jobs::new(listener),
            attempts: Attempts::default(),
            plans: Plans::default(),
            looked: Looked::default(),
            unchanged: Mutex::default(),
            editors: Editors::default(),
            early: Early::default(),
            first_reads: FirstReads::default(),
            list: Mutex::default(),
            run_order: Mutex::default(),
            edits: Mutex::default(),
            organisation: Mutex::default(),
            out: Mutex::new(proxy::Out::open(&store)?),
            http_loopback: http::clients(&Way::Loopback)?,
            starter: Mutex::default(),
            store,
            data_dir,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    pub fn data_dir(&self) -> &Path {
        &self.inner.data_dir
    }

    /// Bytes of all files in the data directory and in the folders below it.
    pub async fn data_size(&self) -> Result<u64, Failure> {
        self.blocking(|inner| {
            size_below(&inner.data_dir).map_err(|error| data_dir_unusable(&inner.data_dir, error))
        })
        .await
    }

    pub fn secrets(&self) -> SecretStorage {
        self.inner.keepers.storage()
    }

    /// Whether this build brings its publisher's own app registration along.
    pub fn has_own_app(&self) -> bool {
        sign_in::OWN_APP.is_some()
    }

    pub fn stop(&self, job: u32) {
        self.inner.jobs.stop(job);
    }

    /// Stops everything that is running, sign-ins included.
    pub fn stop_all(&self) {
        self.inner.jobs.stop_all();
        self.inner.attempts.cancel_all();
    }

    /// Work on the database or the processor, off the threads that serve the network.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let inner = self.inner.clone();
        let done = tokio::task::spawn_blocking(move || work(&inner)).await;
        done.unwrap_or_else(|error| Err(Failure::new(ErrorCode::Internal).caused_by(error)))
    }
}

impl Inner {
    /// The people of the list in the order last asked for, or `None` when it changed since.
    pub(crate) fn forget_list(&self) {
        *lock(&self.list) = None;
    }
}

/// Only the owner may look into the data directory.
fn private_dir(dir: &Path) -> Result<(), Failure> {
    let unusable = |error: std::io::Error| data_dir_unusable(dir, error);
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(unusable)
}

/// What vanishes meanwhile is as good as never there; links lead elsewhere and are not followed.
fn size_below(dir: &Path) -> std::io::Result<u64> {
    let sizes = std::fs::read_dir(dir)?.flatten().map(|entry| match entry.metadata() {
        Ok(found) if found.is_dir() => size_below(&entry.path()).unwrap_or_default(),
        Ok(found) if found.is_file() => found.len(),
        _ => 0,
    });
    Ok(sizes.sum())
}

fn data_dir_unusable(dir: &Path, error: std::io::Error) -> Failure {
    Failure::new(ErrorCode::DataDirUnusable).with("path", dir.display()).caused_by(error)
}

/// An id for the parameters of a failure.
pub(crate) fn unknown_employee(id: EmployeeId) -> Failure {
    Failure::new(ErrorCode::UnknownEmployee).with("person", id)
}
