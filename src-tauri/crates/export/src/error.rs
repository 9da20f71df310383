//! Why an export did not come about. The former file is still there in every case.

use std::{error::Error, io, path::PathBuf};
use thiserror::Error;

/// No variant carries personal data.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The target or its directory: missing, read-only, in use, or not a file.
    #[error("{} cannot be written: {cause}", path.display())]
    NotWritable { path: PathBuf, cause: io::Error },
    #[error("no space left to write {}", path.display())]
    Full { path: PathBuf },
    #[error("stopped")]
    Stopped,
    /// XLSX sheets end at 1,048,576 rows.
    #[error("more rows than the format can hold ({most})")]
    TooManyRows { most: usize },
    /// A chart with more boxes than its format should hold.
    #[error("{boxes} boxes are more than a picture should hold ({most})")]
    TooManyBoxes { boxes: usize, most: usize },
    /// There is no font to write names in a picture with.
    #[error("no fonts are installed")]
    NoFonts,
    /// The rows themselves could not be had.
    #[error("the rows could not be read: {0}")]
    Rows(Box<dyn Error + Send + Sync>),
    /// The format's library refused something that it should take.
    #[error("the file could not be made: {0}")]
    Format(String),
}

pub type Result<T, E = ExportError> = std::result::Result<T, E>;

impl ExportError {
    /// What the system said about writing to `path`.
    pub(crate) fn io(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        let path = path.into();
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { path }
            }
            _ => Self::NotWritable { path, cause },
        }
    }
}
