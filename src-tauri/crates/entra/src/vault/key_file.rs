//! A key in a file of its own, for machines without a keyring. Its rights are its only protection,
//! so a file that others can read is refused.

use super::VaultError;
use super::key::{KEY_LENGTH, Key};
use secrecy::zeroize::Zeroizing;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// Reads the key, or creates the file (0600) with a new one when there is none.
pub(super) fn read_or_create(path: &Path) -> Result<Key, VaultError> {
    match File::open(path) {
        Ok(file) => read(path, file),
        Err(error) if error.kind() == ErrorKind::NotFound => create(path),
        Err(error) => Err(VaultError::io(path)(error)),
    }
}

fn read(path: &Path, file: File) -> Result<Key, VaultError> {
    if is_exposed(&file).map_err(VaultError::io(path))? {
        return Err(VaultError::KeyFileExposed { path: path.to_owned() });
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(KEY_LENGTH + 1));
    // One byte more than fits tells a longer file from a proper one, whatever its length.
    file.take(KEY_LENGTH as u64 + 1).read_to_end(&mut bytes).map_err(VaultError::io(path))?;
    Key::from_bytes(&bytes).ok_or_else(|| VaultError::KeyFileInvalid { path: path.to_owned() })
}

fn create(path: &Path) -> Result<Key, VaultError> {
    let key = Key::random().ok_or_else(|| VaultError::io(path)(ErrorKind::Other.into()))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(key.expose())?;
        file.sync_all()
    });
    match written {
        Ok(()) => Ok(key),
        Err(error) => Err(VaultError::io(path)(error)),
    }
}

/// Whether group or others have any right to it.
#[cfg(unix)]
fn is_exposed(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

/// Windows files inherit the rights of their folder; a profile folder is private.
#[cfg(not(unix))]
fn is_exposed(_file: &File) -> std::io::Result<bool> {
    Ok(false)
}
