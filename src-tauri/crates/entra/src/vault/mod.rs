//! Where sign-ins are kept: one sealed file per data directory, its key elsewhere.
//!
//! The key lies in the operating system's keyring or, for servers, in a key file of its own.
//! Where neither is to be had, tokens live in memory until the program ends: nothing is ever
//! written in the clear. A sealed file that cannot be opened with the key there is gets set
//! aside, never overwritten; one whose key is out of reach for now is left alone.

mod key;
mod key_file;
mod keyring;
mod lock;
mod sealed;
mod sheet;

pub use key::KeySource;
pub(crate) use lock::Lock;

use crate::TokenSet;
use key::{Key, Keys, Unreachable};
use rollcall_people::ConnectionId;
use sheet::Sheet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thiserror::Error;

const FILE: &str = "sign-ins.sealed";

/// How sign-ins are kept at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultState {
    /// Sealed; the key is in the operating system's keyring.
    Keyring,
    /// Sealed; the key is in a key file.
    KeyFile,
    /// In memory only: there is no keyring.
    SessionOnly,
    /// There is a keyring, but it did not open. What is stored stays; new sign-ins are in memory
    /// and get sealed as soon as it opens.
    Locked,
}

#[derive(Debug, Error)]
pub enum VaultError {
    /// No keyring answers, and stored sign-ins exist that need it. They stay.
    #[error("no keyring")]
    KeyringUnavailable,
    /// The keyring did not open, or its prompt was refused. Stored sign-ins stay; try again later.
    #[error("keyring locked")]
    KeyringLocked,
    /// Group or others can read the key file.
    #[error("key file readable by others ({path})")]
    KeyFileExposed { path: PathBuf },
    /// The key file does not hold exactly 32 bytes.
    #[error("key file without a key ({path})")]
    KeyFileInvalid { path: PathBuf },
    /// Reading or writing failed; sign-ins on disk are as before.
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: io::Error },
}

impl VaultError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// The sign-ins of one data directory. Clones share it. Its methods do file and keyring work and
/// may block: up to three seconds for a keyring, longer for a process that is stuck. Call them off
/// the async threads.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    dir: PathBuf,
    file: PathBuf,
    keys: Keys,
    held: Mutex<Held>,
    generation: AtomicU64,
}

/// What stood where tokens were put; see [`Vault::put_back`].
pub struct Former {
    tokens: Option<TokenSet>,
    /// Whether the new ones are on disk; else they are in memory, and what is on disk stayed.
    sealed: bool,
}

#[derive(Default)]
struct Held {
    key: Option<Key>,
    /// Why there is no key, as of the last try.
    unreachable: Option<Unreachable>,
    /// Sign-ins that could not be sealed (yet); they win over those on disk.
    memory: Sheet,
    set_aside: Option<PathBuf>,
}

impl Vault {
    /// Opens the vault of a data directory, which is created (0700) when missing. Looks for the
    /// key, so that [`Vault::state`] is known, but a keyring without an answer costs no more than
    /// three seconds and is no error. A bad key file is.
    pub fn open(dir: &Path, keys: KeySource) -> Result<Self, VaultError> {
        create_private(dir).map_err(VaultError::io(dir))?;
        let dir = fs::canonicalize(dir).map_err(VaultError::io(dir))?;
        let keys = Keys::new(keys, &dir);
        keys.prepare()?;
        let file = dir.join(FILE);
        let vault =
            Self(Arc::new(Inner { dir, file, keys, held: Mutex::default(), generation: AtomicU64::new(0) }));
        vault.retry()?;
        Ok(vault)
    }

    /// Asks for the key again, as after a person unlocked the keyring, and seals what waits for it.
    pub fn retry(&self) -> Result<VaultState, VaultError> {
        let lock = self.lock("sign-ins.lock");
        let mut held = self.held();
        match self.on_disk(&mut held) {
            Ok(sheet) if !held.memory.is_empty() => self.store(&mut held, sheet)?,
            Ok(_) | Err(VaultError::KeyringLocked | VaultError::KeyringUnavailable) => {}
            Err(error) => return Err(error),
        }
        drop((held, lock));
        Ok(self.state())
    }

    pub fn state(&self) -> VaultState {
        match (self.held().unreachable, self.0.keys.is_file()) {
            (Some(Unreachable::Locked), _) => VaultState::Locked,
            (Some(Unreachable::Absent), _) => VaultState::SessionOnly,
            (None, true) => VaultState::KeyFile,
            (None, false) => VaultState::Keyring,
        }
    }

    /// A sealed file that could not be opened, under its new name. Its sign-ins have to be done
    /// again; nothing else is lost.
    pub fn set_aside(&self) -> Option<PathBuf> {
        self.held().set_aside.clone()
    }

    /// Keeps the tokens of a connection, replacing earlier ones. They are on disk when this
    /// returns, or in memory where [`Vault::state`] says so. On an I/O error they are in memory.
    pub fn put(&self, connection: ConnectionId, tokens: &TokenSet) -> Result<(), VaultError> {
        let _lock = self.lock("sign-ins.lock");
        let mut held = self.held();
        held.memory.insert(connection, tokens.clone());
        self.0.generation.fetch_add(1, Ordering::AcqRel);
        match self.on_disk(&mut held) {
            Ok(sheet) => self.store(&mut held, sheet),
            Err(VaultError::KeyringLocked | VaultError::KeyringUnavailable) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Gets the key, making one where there is none, so that [`Vault::replace`] need not ask for it. A
    /// keyring that does not open is no error.
    pub fn make_ready(&self) -> Result<(), VaultError> {
        let _lock = self.lock("sign-ins.lock");
        let mut held = self.held();
        match self.on_disk(&mut held) {
            Ok(_) => self.make_key(&mut held),
            Err(VaultError::KeyringLocked | VaultError::KeyringUnavailable) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// As [`Vault::put`], but with the key at hand, so that nobody is asked for one, and on an error
    /// everything is as before. Where that key does not serve, the tokens are in memory.
    pub fn replace(&self, connection: ConnectionId, tokens: &TokenSet) -> Result<Former, VaultError> {
        let _lock = self.lock("sign-ins.lock");
        let mut held = self.held();
        let sheet = self.known(&held)?;
        let waiting = held.memory.get(connection).cloned();
        held.memory.insert(connection, tokens.clone());
        self.0.generation.fetch_add(1, Ordering::AcqRel);
        let Some(sheet) = sheet else { return Ok(Former { tokens: waiting, sealed: false }) };
        let on_disk = sheet.get(connection).cloned();
        if let Err(error) = self.store(&mut held, sheet) {
            held.memory.set(connection, waiting);
            return Err(error);
        }
        Ok(Former { tokens: waiting.or(on_disk), sealed: true })
    }

    /// Takes [`Vault::replace`] back. On an I/O error the former tokens are in memory.
    pub fn put_back(&self, connection: ConnectionId, former: Former) -> Result<(), VaultError> {
        let _lock = self.lock("sign-ins.lock");
        let mut held = self.held();
        held.memory.set(connection, former.tokens);
        self.0.generation.fetch_add(1, Ordering::AcqRel);
        let sheet = if former.sealed { self.known(&held)? } else { None };
        let Some(mut sheet) = sheet else { return Ok(()) };
        sheet.remove(connection);
        self.store(&mut held, sheet)
    }

    pub fn get(&self, connection: ConnectionId) -> Result<Option<TokenSet>, VaultError> {
        let _lock = self.lock("sign-ins.lock");
        let mut held = self.held();
        if let Some(tokens) = held.memory.get(connection) {
            return Ok(Some(tokens.clone()));
        }
        if !self.0.file.exists() {
            return Ok(None); // no reason to trouble the keyring
        }
        Ok(self.on_disk(&mut held)?.remove(connection))
    }

    /// Forgets a sign-in. With the last one the sealed file and the keyring's item go too; a key
    /// file stays, it belongs to the admin.
    pub fn delete(&self, connection: ConnectionId) -> Result<(), VaultError> {
        let _lock = self.lock("sign-ins.lock");
        let mut held = self.held();
        held.memory.remove(connection);
        self.0.generation.fetch_add(1, Ordering::AcqRel);
        Lock::forget(&self.0.dir, &refresh_lock(connection));
        if !self.0.file.exists() {
            return Ok(());
        }
        let mut sheet = self.on_disk(&mut held)?;
        sheet.remove(connection);
        if !sheet.is_empty() || !held.memory.is_empty() {
            return self.store(&mut held, sheet);
        }
        fs::remove_file(&self.0.file).or_else(ignore_missing).map_err(VaultError::io(&self.0.file))?;
        held.key = None;
        self.0.keys.forget();
        Ok(())
    }

    /// Changes with every `put` and `delete` of this process.
    pub(crate) fn generation(&self) -> u64 {
        self.0.generation.load(Ordering::Acquire)
    }

    /// Keeps other processes from renewing the same sign-in. May wait; blocking.
    pub(crate) fn lock_refresh(&self, connection: ConnectionId) -> Lock {
        self.lock(&refresh_lock(connection))
    }

    fn lock(&self, name: &str) -> Lock {
        // What is in memory only is shared with nobody, and leaves no trace.
        if self.0.keys.are_nowhere() { Lock::none() } else { Lock::take(&self.0.dir, name) }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // What a panicking thread left is still a whole `Held`: its fields are set one by one.
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The sheet on disk. Empty when there is none, or when it had to be set aside.
    fn on_disk(&self, held: &mut Held) -> Result<Sheet, VaultError> {
        let sealed = match fs::read(&self.0.file) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(VaultError::io(&self.0.file)(error)),
        };
        let Some(sealed) = sealed else {
            // Another process may have cleared out the key along with the file.
            held.key = None;
            self.unlock(held)?;
            return Ok(Sheet::default());
        };
        for ask_again in [false, true] {
            if ask_again {
                held.key = None;
            }
            self.unlock(held)?;
            if let Some(sheet) = held.key.as_ref().and_then(|key| sealed::open(key, &sealed)) {
                return Ok(sheet);
            }
        }
        held.set_aside = Some(set_aside(&self.0.file)?);
        Ok(Sheet::default())
    }

    /// The sheet on disk, as far as the key at hand opens it.
    fn known(&self, held: &Held) -> Result<Option<Sheet>, VaultError> {
        let Some(key) = &held.key else { return Ok(None) };
        match fs::read(&self.0.file) {
            Ok(sealed) => Ok(sealed::open(key, &sealed)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(Sheet::default())),
            Err(error) => Err(VaultError::io(&self.0.file)(error)),
        }
    }

    /// Fills `held.key` if there is one; notes why not, if it is out of reach.
    fn unlock(&self, held: &mut Held) -> Result<(), VaultError> {
        if held.key.is_some() {
            return Ok(());
        }
        let found = self.0.keys.read();
        held.unreachable = found.as_ref().err().copied();
        match found {
            Ok(key) => held.key = key,
            Err(Unreachable::Locked) => return Err(VaultError::KeyringLocked),
            Err(Unreachable::Absent) => return Err(VaultError::KeyringUnavailable),
        }
        Ok(())
    }

    /// Fills `held.key` with a new one if there is none.
    fn make_key(&self, held: &mut Held) {
        if held.key.is_none() {
            match self.0.keys.create() {
                Ok(key) => held.key = Some(key),
                Err(reason) => held.unreachable = Some(reason),
            }
        }
    }

    /// Writes the sheet together with what waits in memory, making a key if there is none.
    fn store(&self, held: &mut Held, mut sheet: Sheet) -> Result<(), VaultError> {
        self.make_key(held);
        // Without a key it stays in memory, and the state says so.
        let Some(key) = &held.key else { return Ok(()) };
        sheet.extend(&held.memory);
        sealed::write(&self.0.file, &sealed::seal(key, &sheet)?).map_err(VaultError::io(&self.0.file))?;
        held.memory = Sheet::default();
        Ok(())
    }
}

fn refresh_lock(connection: ConnectionId) -> String {
    format!("sign-in-{connection}.lock")
}

/// Renames to the first free `….unreadable-N`.
fn set_aside(file: &Path) -> Result<PathBuf, VaultError> {
    let name = |n: u32| file.with_file_name(format!("{FILE}.unreadable-{n}"));
    let free = (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0));
    fs::rename(file, &free).map_err(VaultError::io(file))?;
    tracing::warn!(set_aside = %free.display(), "stored sign-ins cannot be opened");
    Ok(free)
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn create_private(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

#[cfg(test)]
mod tests;
