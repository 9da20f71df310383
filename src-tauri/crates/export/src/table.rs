//! Reading somebody's table, CSV or XLSX, as lines of text. What the columns mean is for others.

use crate::safety::neutralise;
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use thiserror::Error;

/// Not for tables of this size.
const MOST_BYTES: usize = 64 << 20;

/// A header and what stands below it; blank lines are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub header: Vec<String>,
    pub lines: Vec<Line>,
}

/// `number` is where it begins in the file; the header is line 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    /// As many as the header has, trimmed.
    pub cells: Vec<String>,
}

/// No variant carries personal data.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TableError {
    #[error("the file is larger than {} MB", MOST_BYTES >> 20)]
    TooLarge,
    #[error("the file has no header line")]
    Empty,
    #[error("the file is neither UTF-8 nor UTF-16")]
    NotText,
    #[error("line {number} has {found} cells, the header has {expected}")]
    Cells { number: usize, found: usize, expected: usize },
    #[error("not a workbook: {0}")]
    NotAWorkbook(String),
}

/// Reads the first sheet of a workbook, or text separated by commas, semicolons or tabs.
pub fn read_table(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.len() > MOST_BYTES {
        return Err(TableError::TooLarge);
    }
    // A workbook is a ZIP archive.
    let lines = if bytes.starts_with(b"PK") { workbook(bytes)? } else { text(&decode(bytes)?)? };
    shape(lines)
}

fn shape(lines: Vec<Line>) -> Result<Table, TableError> {
    let blank = |line: &Line| line.cells.iter().all(String::is_empty);
    let mut lines = lines.into_iter().filter(|line| !blank(line));
    let mut header = lines.next().ok_or(TableError::Empty)?.cells;
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let lines = lines.map(|line| fitted(line, header.len())).collect::<Result<_, _>>()?;
    Ok(Table { header, lines })
}

/// Empty cells at the end may be missing, or be too many.
fn fitted(mut line: Line, expected: usize) -> Result<Line, TableError> {
    let found = line.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    if found > expected {
        return Err(TableError::Cells { number: line.number, found, expected });
    }
    line.cells.resize(expected, String::new());
    Ok(line)
}

fn decode(bytes: &[u8]) -> Result<String, TableError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        plain => utf8(plain),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, TableError> {
    String::from_utf8(bytes.to_vec()).map_err(|_| TableError::NotText)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, TableError> {
    let units = bytes.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or_default()]));
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| TableError::NotText)
}

fn text(text: &str) -> Result<Vec<Line>, TableError> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let (mut lines, mut place) = (Vec::new(), Place { at: 0, line: 1 });
    for record in reader.records() {
        let record = record.map_err(|_| TableError::NotText)?;
        let begins = record.position().map_or(0, ::csv::Position::byte);
        let number = place.line_of(text.as_bytes(), usize::try_from(begins).unwrap_or(usize::MAX));
        lines.push(Line { number, cells: record.iter().map(plain).collect() });
    }
    Ok(lines)
}

/// Counts line feeds on the way: the reader's own count is off by one after CRLF.
struct Place {
    at: usize,
    line: usize,
}

impl Place {
    /// The line of the first byte from `begins` on that ends no line.
    fn line_of(&mut self, text: &[u8], begins: usize) -> usize {
        while let Some(byte) = text.get(self.at).filter(|b| self.at < begins || matches!(b, b'\r' | b'\n')) {
            self.line += usize::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// The separator that the header line has most of.
fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|&separator| (count(separator), separator == b','))
        .unwrap_or(b',')
}

/// Without the apostrophe that an export put before what a spreadsheet would run.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if neutralise(rest) == cell => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

fn workbook(bytes: &[u8]) -> Result<Vec<Line>, TableError> {
    let bad = |error: calamine::XlsxError| TableError::NotAWorkbook(error.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(bad)?;
    let sheet = book.worksheet_range_at(0).ok_or(TableError::Empty)?.map_err(bad)?;
    let (first_row, first_column) = sheet.start().unwrap_or_default();
    let lead = usize::try_from(first_column).unwrap_or_default();
    let lines = sheet.rows().zip(first_row as usize + 1..).map(|(row, number)| {
        let cells = std::iter::repeat_n(String::new(), lead).chain(row.iter().map(cell));
        Line { number, cells: cells.collect() }
    });
    Ok(lines.collect())
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        // Numbers without a fraction, such as phones and postal codes, are what was typed.
        other => other.to_string().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        read_table(bytes).unwrap().lines.into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn any_usual_separator_and_encoding_is_read() {
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("email\tcity\nä@x.example\tKöln".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [
            "email,city\nä@x.example,Köln".as_bytes(),
            "\u{feff}email;city\r\nä@x.example;Köln\r\n".as_bytes(),
            "email\tcity\n\nä@x.example\tKöln\n\n".as_bytes(),
            &utf16,
        ] {
            assert_eq!(cells(bytes), [["ä@x.example", "Köln"]], "{bytes:?}");
        }
    }

    #[test]
    fn lines_are_numbered_as_an_editor_does() {
        for end in ["\n", "\r\n"] {
            let text = "email,note|a@x.example,\"two|lines\"||b@x.example,".replace('|', end);
            let table = read_table(text.as_bytes()).unwrap();
            let numbers: Vec<_> = table.lines.iter().map(|line| line.number).collect();
            assert_eq!(numbers, [2, 5], "a cell of two lines and a blank line count ({end:?})");
        }
    }

    #[test]
    fn a_line_with_too_many_cells_is_named() {
        let error = read_table(b"email\na@x.example\nb@x.example,more").unwrap_err();
        assert_eq!(error, TableError::Cells { number: 3, found: 2, expected: 1 }, "the third line");
        assert_eq!(
            cells(b"email,city\na@x.example,,,"),
            [["a@x.example", ""]],
            "empty ones at the end do not matter"
        );
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(read_table(b" \n"), Err(TableError::Empty), "nothing in it");
        assert_eq!(read_table(b"email\n\xE4@x.example"), Err(TableError::NotText), "an old code page");
        assert!(
            matches!(read_table(b"PK\x03\x04rest"), Err(TableError::NotAWorkbook(_))),
            "some other archive"
        );
    }

    #[test]
    fn the_apostrophe_of_an_export_is_taken_off() {
        assert_eq!(cells(b"email,note\na@x.example,'=1+1"), [["a@x.example", "=1+1"]], "our own");
        assert_eq!(
            cells(b"email,note\na@x.example,'s-Hertogenbosch"),
            [["a@x.example", "'s-Hertogenbosch"]],
            "not ours"
        );
    }
}
