//! A plain table as a workbook: texts that somebody else has put into words.

use crate::{
    atomic::AtomicFile,
    error::{ExportError, Result},
    workbook,
    xlsx::{MOST_ROWS, explain, fitting, number},
};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::path::Path;

/// Writes `rows` below `header` to `target`, replacing what was there only when all is written; returns
/// the size in bytes. Cells are text whatever they begin with.
pub fn write_sheet(target: &Path, header: &[String], rows: &[Vec<String>]) -> Result<u64> {
    if rows.len() > MOST_ROWS {
        return Err(ExportError::TooManyRows { most: MOST_ROWS });
    }
    let mut file = AtomicFile::create(target)?;
    let dir = file.directory().to_owned();
    let failed = |cause| ExportError::io(target, cause);
    let mut write = || {
        let mut book = Workbook::new();
        book.set_tempdir(&dir)?;
        fill(book.add_worksheet_with_constant_memory()?, header, rows)?;
        book.save_to_writer(file.file())
    };
    workbook::writing(|| write().map_err(|error| explain(error, &failed)), failed)?;
    file.commit()
}

fn fill(sheet: &mut Worksheet, header: &[String], rows: &[Vec<String>]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (place, name) in (0..).zip(header) {
        sheet.set_column_width(place, 28)?;
        sheet.write_string_with_format(0, place, name, &bold)?;
    }
    for (at, row) in (1..).zip(rows) {
        for (place, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(at, place, fitting(text))?;
        }
    }
    match u16::try_from(header.len()) {
        Ok(count) if count > 0 => sheet.autofilter(0, 0, number(rows.len()), count - 1).map(drop),
        _ => Ok(()),
    }
}
