//! The sealed file: a versioned header, a random nonce, and the sheet under XChaCha20-Poly1305.
//!
//! The header is authenticated along with the sheet, and its 192-bit nonce is drawn anew for each
//! writing, so one key may write any number of files.

use super::VaultError;
use super::key::Key;
use super::sheet::Sheet;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::zeroize::Zeroizing;
use std::io::{self, Write};
use std::path::Path;
use tempfile::Builder;

/// Format version 1. A later one gets a header of its own.
const HEADER: &[u8; 16] = b"rollcall seal 1\n";
const NONCE_LENGTH: usize = 24;

pub(super) fn seal(key: &Key, sheet: &Sheet) -> Result<Vec<u8>, VaultError> {
    let failed = |what: &str| VaultError::io(Path::new(what))(io::ErrorKind::Other.into());
    let json = sheet.to_json().map_err(|_| failed("sign-ins"))?;
    let mut nonce = [0; NONCE_LENGTH];
    getrandom::fill(&mut nonce).map_err(|_| failed("random numbers"))?;
    let payload = Payload { msg: &json, aad: HEADER };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| failed("sealing"))?;
    Ok([&HEADER[..], &nonce, &sealed].concat())
}

/// `None` for another key, another format, or a single bit that changed.
pub(super) fn open(key: &Key, file: &[u8]) -> Option<Sheet> {
    let rest = file.strip_prefix(HEADER)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_LENGTH>()?;
    let payload = Payload { msg: sealed, aad: HEADER };
    let json = Zeroizing::new(cipher(key).decrypt(&XNonce::from(*nonce), payload).ok()?);
    Sheet::from_json(&json).ok()
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

/// Replaces the file as a whole: temporary file (0600), flushed to disk, renamed.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = Builder::new().prefix(".sign-ins-").tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    flush_directory(dir)
}

/// The new name is on disk only once the directory is.
#[cfg(unix)]
fn flush_directory(dir: &Path) -> io::Result<()> {
    std::fs::File::open(dir)?.sync_all()
}

#[cfg(not(unix))]
fn flush_directory(_dir: &Path) -> io::Result<()> {
    Ok(())
}
