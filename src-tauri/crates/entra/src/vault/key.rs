//! Where the key comes from. Two real places, keyring and key file, and none at all.

use super::keyring::Keyring;
use super::{VaultError, key_file};
use secrecy::{ExposeSecret, SecretBox};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) const KEY_LENGTH: usize = 32;

/// The key of the sealed file.
pub(super) struct Key(SecretBox<[u8; KEY_LENGTH]>);

/// Where to look for the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// The operating system's keyring: one item per data directory, under this service name.
    Keyring { service: String },
    /// A file of 32 random bytes, created (0600) when missing. For servers without a keyring.
    File(PathBuf),
    /// None: sign-ins last until the program ends.
    Session,
}

impl KeySource {
    /// The keyring under the product's name.
    pub fn keyring() -> Self {
        Self::Keyring { service: "Rollcall".to_owned() }
    }
}

/// Why a key cannot be had at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreachable {
    /// The place exists but did not open.
    Locked,
    /// There is no such place here.
    Absent,
}

pub(super) enum Keys {
    Keyring(Arc<Keyring>),
    File(PathBuf),
    Session,
}

impl Key {
    pub(super) fn random() -> Option<Self> {
        let mut drawn = true;
        let key =
            SecretBox::init_with_mut(|bytes: &mut [u8; KEY_LENGTH]| drawn = getrandom::fill(bytes).is_ok());
        drawn.then_some(Self(key))
    }

    /// `None` unless there are exactly 32 bytes.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let fits = bytes.len() == KEY_LENGTH;
        fits.then(|| Self(SecretBox::init_with_mut(|key: &mut [u8; KEY_LENGTH]| key.copy_from_slice(bytes))))
    }

    pub(super) fn expose(&self) -> &[u8; KEY_LENGTH] {
        self.0.expose_secret()
    }
}

impl Keys {
    pub(super) fn new(source: KeySource, dir: &Path) -> Self {
        match source {
            // Named after the directory: the sample company's data never shares a key with real data.
            KeySource::Keyring { service } => {
                Self::Keyring(Arc::new(Keyring::new(service, dir.display().to_string())))
            }
            KeySource::File(path) => Self::File(path),
            KeySource::Session => Self::Session,
        }
    }

    pub(super) fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    pub(super) fn are_nowhere(&self) -> bool {
        matches!(self, Self::Session)
    }

    /// Makes sure of a usable key file; the other places are free to be out of reach.
    pub(super) fn prepare(&self) -> Result<(), VaultError> {
        match self {
            Self::File(path) => key_file::read_or_create(path).map(drop),
            Self::Keyring(_) | Self::Session => Ok(()),
        }
    }

    /// The key; `None` when the place holds none, or junk.
    pub(super) fn read(&self) -> Result<Option<Key>, Unreachable> {
        match self {
            Self::Keyring(keyring) => keyring.read(),
            Self::File(path) => key_file::read_or_create(path).map(Some).map_err(|_| Unreachable::Locked),
            Self::Session => Err(Unreachable::Absent),
        }
    }

    /// A new key, kept in its place.
    pub(super) fn create(&self) -> Result<Key, Unreachable> {
        match self {
            Self::Keyring(keyring) => keyring.create(),
            Self::File(path) => key_file::read_or_create(path).map_err(|_| Unreachable::Locked),
            Self::Session => Err(Unreachable::Absent),
        }
    }

    /// Removes the key where it is ours to remove.
    pub(super) fn forget(&self) {
        if let Self::Keyring(keyring) = self {
            keyring.forget();
        }
    }
}
