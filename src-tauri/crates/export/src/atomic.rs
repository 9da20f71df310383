//! A file that appears whole or not at all.

use crate::error::{ExportError, Result};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A private file beside the target, which takes its place at the end. Dropped before, it vanishes.
pub(crate) struct AtomicFile {
    target: PathBuf,
    file: NamedTempFile,
}

impl AtomicFile {
    /// Refuses targets that could not be replaced, before anything is written.
    pub(crate) fn create(target: &Path) -> Result<Self> {
        let target = followed(target).map_err(|cause| ExportError::io(target, cause))?;
        let dir = directory_of(&target);
        let file = NamedTempFile::with_prefix_in(".rollcall-export-", dir)
            .map_err(|cause| ExportError::io(&target, cause))?;
        Ok(Self { target, file })
    }

    pub(crate) fn file(&mut self) -> &mut fs::File {
        self.file.as_file_mut()
    }

    /// Where other temporary files of this export belong: personal data stays in the chosen place.
    pub(crate) fn directory(&self) -> &Path {
        directory_of(&self.target)
    }

    /// Makes it durable and puts it in place; returns its size in bytes.
    pub(crate) fn commit(self) -> Result<u64> {
        let Self { target, file } = self;
        let size = settle(&file, &target).map_err(|cause| ExportError::io(&target, cause))?;
        file.persist(&target).map_err(|failed| ExportError::io(&target, failed.error))?;
        make_rename_durable(directory_of(&target));
        Ok(size)
    }
}

/// A file with this content, whole or not at all; returns its size in bytes.
pub fn write_whole(target: &Path, content: &[u8]) -> Result<u64> {
    let mut file = AtomicFile::create(target)?;
    file.file().write_all(content).map_err(|cause| ExportError::io(target, cause))?;
    file.commit()
}

/// A link stays a link: what it points to is replaced.
fn followed(target: &Path) -> io::Result<PathBuf> {
    let target = match fs::symlink_metadata(target) {
        Ok(found) if found.is_symlink() => fs::canonicalize(target)?,
        _ => target.to_owned(),
    };
    match fs::metadata(&target) {
        Ok(found) if !found.is_file() => Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file")),
        Ok(found) if found.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(target),
    }
}

fn directory_of(target: &Path) -> &Path {
    match target.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

/// The new file keeps the rights of the one it replaces; a first one is its owner's only.
fn settle(file: &NamedTempFile, target: &Path) -> io::Result<u64> {
    if let Ok(former) = fs::metadata(target) {
        file.as_file().set_permissions(former.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file.as_file().metadata()?.len())
}

/// The file itself is safe by now; where directories cannot be synced, the rename follows soon.
fn make_rename_durable(dir: &Path) {
    #[cfg(unix)]
    let _best_effort = fs::File::open(dir).and_then(|dir| dir.sync_all());
    #[cfg(not(unix))]
    let _ = dir;
}
