//! XLSX: one sheet, text cells that are text, a header that stays in sight.
//!
//! Rows go to a temporary file as they come, so that memory does not grow with their number.

use crate::{
    columns::{Column, Row},
    day::day,
    error::{ExportError, Result},
};
use chrono::Datelike;
use rollcall_people::Field;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::{
    io::{self, Seek, Write},
    path::Path,
};

/// Rows below the header: <https://support.microsoft.com/office/excel-specifications-and-limits>.
pub(crate) const MOST_ROWS: usize = 1_048_575;
/// UTF-16 units in a cell; the same page.
const MOST_UNITS: usize = 32_767;

/// Writes the whole workbook into `file`, with temporary files in `dir`.
pub(crate) fn write(
    file: impl Write + Seek + Send,
    dir: &Path,
    columns: &[Column],
    rows: impl Iterator<Item = Result<Row>>,
    failed: impl Fn(io::Error) -> ExportError,
) -> Result<()> {
    let said = |error| explain(error, &failed);
    let mut book = Workbook::new();
    book.set_tempdir(dir).map_err(said)?;
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet_with_constant_memory().map_err(said)?;
    header(sheet, columns).map_err(said)?;
    let mut last = 0;
    for row in rows {
        last += 1;
        if last > MOST_ROWS {
            return Err(ExportError::TooManyRows { most: MOST_ROWS });
        }
        line(sheet, number(last), columns, &row?, &date).map_err(said)?;
    }
    frame(sheet, columns, number(last)).map_err(said)?;
    book.save_to_writer(file).map_err(said)
}

fn header(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name("Employees")?;
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in places(columns) {
        sheet.set_column_width(place, column.width())?;
        sheet.write_string_with_format(0, place, column.name(), &bold)?;
    }
    Ok(())
}

/// Always the typed writers: the library's generic one would make formulas and links of some texts.
fn line(
    sheet: &mut Worksheet,
    at: u32,
    columns: &[Column],
    row: &Row,
    date: &Format,
) -> Result<(), XlsxError> {
    for (place, column) in places(columns) {
        let text = column.text(row);
        match excel_day(column, &text) {
            Some(day) => sheet.write_datetime_with_format(at, place, &day, date)?,
            None if text.is_empty() => continue,
            None => sheet.write_string(at, place, fitting(&text))?,
        };
    }
    Ok(())
}

fn frame(sheet: &mut Worksheet, columns: &[Column], last: u32) -> Result<(), XlsxError> {
    match u16::try_from(columns.len()) {
        Ok(count) if count > 0 => sheet.autofilter(0, 0, last, count - 1).map(drop),
        _ => Ok(()),
    }
}

/// A day as a spreadsheet knows it; what is no day stays text.
fn excel_day(column: Column, text: &str) -> Option<ExcelDateTime> {
    let (day, _) = day(text).filter(|_| column == Column::Field(Field::HireDate))?;
    let part = |number: u32| u8::try_from(number).ok();
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, part(day.month())?, part(day.day())?).ok()
}

/// The part of a text that a cell can hold.
pub(crate) fn fitting(text: &str) -> &str {
    if text.len() <= MOST_UNITS {
        return text;
    }
    let mut room = MOST_UNITS;
    let too_far = text.char_indices().find(|(_, c)| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        !fits
    });
    too_far.map_or(text, |(end, _)| &text[..end])
}

fn places(columns: &[Column]) -> impl Iterator<Item = (u16, Column)> {
    (0..).zip(columns.iter().copied())
}

/// At most [`MOST_ROWS`], which fits.
pub(crate) fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

pub(crate) fn explain(error: XlsxError, failed: &impl Fn(io::Error) -> ExportError) -> ExportError {
    match error {
        XlsxError::IoError(cause) | XlsxError::TempFileError(_, cause) => failed(cause),
        XlsxError::ZipError(error) => failed(error.into()),
        other => ExportError::Format(other.to_string()),
    }
}
