//! The operating system's keyring: Secret Service, Keychain, Credential Manager.
//!
//! Its calls can hang (a desktop bus without a keyring, a prompt that waits for a person), so they
//! run on a thread of their own. A call that did not return in time is asked about again later,
//! and never doubled.

use super::key::{Key, Unreachable};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use keyring::{Entry, Error};
use secrecy::zeroize::Zeroizing;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a caller waits. Long enough for a keyring that has to be started.
const PATIENCE: Duration = Duration::from_millis(2500);

/// What a keyring thread will say.
type Answer<T> = Receiver<Result<T, Unreachable>>;

pub(super) struct Keyring {
    service: String,
    user: String,
    /// Whether the call under way got as far as the keyring itself.
    reached: AtomicBool,
    /// A read that has not returned yet.
    pending: Mutex<Option<Answer<Option<Key>>>>,
}

impl Keyring {
    pub(super) fn new(service: String, user: String) -> Self {
        Self { service, user, reached: AtomicBool::new(false), pending: Mutex::default() }
    }

    /// The key; `None` when there is no item, or one that is no key.
    pub(super) fn read(self: &Arc<Self>) -> Result<Option<Key>, Unreachable> {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = match pending.take() {
            Some(answer) => answer,
            None => self.on_a_thread(Self::read_now)?,
        };
        match answer.recv_timeout(PATIENCE) {
            Ok(result) => result,
            Err(RecvTimeoutError::Disconnected) => Err(Unreachable::Absent),
            Err(RecvTimeoutError::Timeout) => {
                *pending = Some(answer);
                Err(self.overdue())
            }
        }
    }

    /// Draws a key and keeps it, replacing junk.
    pub(super) fn create(self: &Arc<Self>) -> Result<Key, Unreachable> {
        let answer = self.on_a_thread(Self::create_now)?;
        answer.recv_timeout(PATIENCE).unwrap_or_else(|_| Err(self.overdue()))
    }

    /// Removes the item. One that cannot be removed now opens nothing any more.
    pub(super) fn forget(self: &Arc<Self>) {
        let forgotten = self.on_a_thread(Self::forget_now).map(|answer| answer.recv_timeout(PATIENCE));
        if !matches!(forgotten, Ok(Ok(Ok(())))) {
            tracing::warn!("the keyring's item could not be removed");
        }
    }

    fn on_a_thread<T: Send + 'static>(
        self: &Arc<Self>,
        work: fn(&Self) -> Result<T, Unreachable>,
    ) -> Result<Answer<T>, Unreachable> {
        let (done, answer) = channel();
        let keyring = Arc::clone(self);
        let named = thread::Builder::new().name("keyring".to_owned());
        // Nobody may be waiting any more: then the result is not needed.
        let started = named.spawn(move || drop(done.send(work(&keyring))));
        started.map(|_| answer).map_err(|_| Unreachable::Absent)
    }

    fn read_now(&self) -> Result<Option<Key>, Unreachable> {
        match self.entry()?.get_secret() {
            Ok(secret) => Ok(decode(&Zeroizing::new(secret))),
            Err(Error::NoEntry | Error::BadEncoding(_) | Error::BadDataFormat(..)) => Ok(None),
            Err(error) => Err(reason(&error)),
        }
    }

    fn create_now(&self) -> Result<Key, Unreachable> {
        let key = Key::random().ok_or(Unreachable::Absent)?;
        // As text, because some keyrings (KWallet) store nothing but UTF-8; far below the 2,560
        // bytes of Windows.
        let text = Zeroizing::new(BASE64_STANDARD.encode(key.expose()));
        self.entry()?.set_secret(text.as_bytes()).map_err(|e| reason(&e))?;
        Ok(key)
    }

    fn forget_now(&self) -> Result<(), Unreachable> {
        match self.entry()?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(reason(&error)),
        }
    }

    fn entry(&self) -> Result<Entry, Unreachable> {
        self.reached.store(false, Ordering::Release);
        let entry = connect(&self.service, &self.user, &self.reached)?;
        self.reached.store(true, Ordering::Release);
        Ok(entry)
    }

    /// What a call that has not returned waits for: a person, or something that is not there.
    fn overdue(&self) -> Unreachable {
        if self.reached.load(Ordering::Acquire) { Unreachable::Locked } else { Unreachable::Absent }
    }
}

/// Keychain and Credential Manager are there as long as the system runs.
#[cfg(any(target_os = "macos", target_os = "windows"))]
fn connect(service: &str, user: &str, _reached: &AtomicBool) -> Result<Entry, Unreachable> {
    Entry::new(service, user).map_err(|error| absent(&error))
}

/// Connects anew each time: a Secret Service may be started, stopped and replaced while Rollcall runs.
#[cfg(all(unix, not(target_os = "macos")))]
fn connect(service: &str, user: &str, reached: &AtomicBool) -> Result<Entry, Unreachable> {
    use keyring_core::api::CredentialStoreApi;
    let store = zbus_secret_service_keyring_store::Store::new().map_err(|error| absent(&error))?;
    reached.store(true, Ordering::Release);
    let inner = store.build(service, user, None).map_err(|error| reason(&error))?;
    Ok(Entry { inner })
}

fn absent(error: &Error) -> Unreachable {
    tracing::info!(%error, "no keyring");
    Unreachable::Absent
}

fn decode(secret: &[u8]) -> Option<Key> {
    let bytes = Zeroizing::new(BASE64_STANDARD.decode(secret.trim_ascii()).ok()?);
    Key::from_bytes(&bytes)
}

/// A keyring that was reached and did not open may open later; one that cannot work here will not.
fn reason(error: &Error) -> Unreachable {
    tracing::warn!(%error, "the keyring did not open");
    match error {
        Error::NoStorageAccess(_) | Error::PlatformFailure(_) => Unreachable::Locked,
        _ => Unreachable::Absent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_32_bytes_in_base64_are_a_key() {
        let text = BASE64_STANDARD.encode([7; 32]);
        assert_eq!(decode(text.as_bytes()).map(|k| *k.expose()), Some([7; 32]), "what `create` writes");
        for junk in [&b""[..], b"junk", &[7; 32], BASE64_STANDARD.encode([7; 31]).as_bytes()] {
            assert!(decode(junk).is_none(), "{junk:?} is no key");
        }
    }

    #[test]
    fn a_store_that_did_not_open_is_locked_rather_than_absent() {
        let cause = || Box::new(std::io::Error::other("prompt dismissed"));
        assert_eq!(reason(&Error::NoStorageAccess(cause())), Unreachable::Locked, "it may open later");
        let unfit = Error::NotSupportedByStore("secrets".to_owned());
        assert_eq!(reason(&unfit), Unreachable::Absent, "it never will");
    }
}
