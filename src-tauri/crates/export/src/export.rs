//! The one entrance: rows in, a file out.

use crate::{
    atomic::AtomicFile,
    columns::{Column, Row},
    csv::{self, CsvPreset},
    error::{ExportError, Result},
    json, ldif, vcard, workbook, xlsx,
};
use std::{error::Error, ops::ControlFlow, path::Path};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Xlsx,
    Csv(CsvPreset),
    Json,
    VCard,
    Ldif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub people: usize,
    /// The size of the file.
    pub bytes: u64,
}

/// Writes `rows` to `target`, replacing what was there only when all is written.
///
/// `watch` hears after every row how many are done, and stops the work with `Break`.
///
/// # Errors
/// See [`ExportError`]; the first `Err` among the rows ends the export as `Rows`.
pub fn export<E: Into<Box<dyn Error + Send + Sync>>>(
    target: &Path,
    format: Format,
    columns: &[Column],
    rows: impl Iterator<Item = Result<Row, E>>,
    mut watch: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Written> {
    let mut atomic = AtomicFile::create(target)?;
    let mut people = 0;
    let rows = rows.map(|row| {
        let row = row.map_err(|error| ExportError::Rows(error.into()))?;
        people += 1;
        if watch(people).is_break() { Err(ExportError::Stopped) } else { Ok(row) }
    });
    let failed = |cause| ExportError::io(target, cause);
    let dir = atomic.directory().to_owned();
    match format {
        Format::Xlsx => {
            workbook::writing(|| xlsx::write(atomic.file(), &dir, columns, rows, failed), failed)?;
        }
        Format::Csv(preset) => csv::write(atomic.file(), preset, columns, rows, failed)?,
        Format::Json => json::write(atomic.file(), columns, rows, failed)?,
        Format::VCard => vcard::write(atomic.file(), columns, rows, failed)?,
        Format::Ldif => ldif::write(atomic.file(), columns, rows, failed)?,
    }
    Ok(Written { people, bytes: atomic.commit()? })
}
