//! The exported files, read by libraries that did not write them.

use calamine::{Data, Reader, Xlsx};
use std::path::Path;

/// Rows of texts, the header first.
pub(crate) type Rows = Vec<Vec<String>>;

pub(crate) fn xlsx(path: &Path) -> Rows {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(|row| row.iter().map(text).collect()).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

pub(crate) fn csv(path: &Path) -> Rows {
    separated(path, b',')
}

/// As Excel writes and reads it where commas stand in numbers.
pub(crate) fn semicolons(path: &Path) -> Rows {
    separated(path, b';')
}

fn separated(path: &Path, by: u8) -> Rows {
    let bytes = std::fs::read(path).unwrap();
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(by).has_headers(false).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}
