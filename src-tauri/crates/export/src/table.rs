//! Reading somebody's table, CSV or XLSX, as lines of text. What the columns mean is for others.

use crate::safety::neutralise;
use calamine::{Data, Reader, Xlsx};
use encoding_rs::{UTF_8, WINDOWS_1252};
use std::io::Cursor;
use thiserror::Error;

/// Not for tables of this size.
const MOST_BYTES: usize = 64 << 20;

/// A header and what stands below it; blank lines are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub header: Vec<String>,
    pub lines: Vec<Line>,
    pub encoding: Encoding,
    /// Of a text file.
    pub separator: Option<char>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// What older Windows programs write in most of Europe and America.
    Windows1252,
    Workbook,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::Workbook => "XLSX",
        }
    }
}

/// `number` is where it begins in the file; the header is line 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    /// As many as the header has, trimmed.
    pub cells: Vec<String>,
    /// How many there were, empty ones at the end left out; more than the header has is a mistake.
    pub found: usize,
}

/// No variant carries personal data.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TableError {
    #[error("the file is larger than {} MB", MOST_BYTES >> 20)]
    TooLarge,
    #[error("the file has no header line")]
    Empty,
    #[error("the file is no text")]
    NotText,
    #[error("not a workbook: {0}")]
    NotAWorkbook(String),
}

/// Reads the first sheet of a workbook, or text separated by commas, semicolons or tabs.
pub fn read_table(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.len() > MOST_BYTES {
        return Err(TableError::TooLarge);
    }
    // A workbook is a ZIP archive.
    if bytes.starts_with(b"PK") {
        return shape(workbook(bytes)?, Encoding::Workbook, None);
    }
    let (content, encoding) = decode(bytes)?;
    let separator = separator(&content);
    shape(text(&content, separator)?, encoding, Some(separator.into()))
}

fn shape(lines: Vec<Line>, encoding: Encoding, separator: Option<char>) -> Result<Table, TableError> {
    let mut lines = lines.into_iter().map(counted).filter(|line| line.found > 0);
    let first = lines.next().ok_or(TableError::Empty)?;
    let header = first.cells[..first.found].to_vec();
    let lines = lines.map(|line| fitted(line, header.len())).collect();
    Ok(Table { header, lines, encoding, separator })
}

fn counted(line: Line) -> Line {
    let found = line.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    Line { found, ..line }
}

fn fitted(mut line: Line, expected: usize) -> Line {
    line.cells.resize(expected, String::new());
    line
}

/// By the mark at the beginning; without one UTF-8, or else the old code page.
fn decode(bytes: &[u8]) -> Result<(String, Encoding), TableError> {
    let (encoding, name) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((found, _)) if found == UTF_8 => (found, Encoding::Utf8),
        Some((found, _)) => (found, Encoding::Utf16),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, Encoding::Utf8),
        None => (WINDOWS_1252, Encoding::Windows1252),
    };
    let (text, _, broken) = encoding.decode(bytes);
    let foreign = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if broken || (name == Encoding::Windows1252 && text.contains(foreign)) {
        return Err(TableError::NotText);
    }
    Ok((text.into_owned(), name))
}

fn text(text: &str, separator: u8) -> Result<Vec<Line>, TableError> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let (mut lines, mut place) = (Vec::new(), Place { at: 0, line: 1 });
    for record in reader.records() {
        let record = record.map_err(|_| TableError::NotText)?;
        let begins = record.position().map_or(0, ::csv::Position::byte);
        let number = place.line_of(text.as_bytes(), usize::try_from(begins).unwrap_or(usize::MAX));
        lines.push(Line { number, cells: record.iter().map(plain).collect(), found: 0 });
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
        Line { number, cells: cells.collect(), found: 0 }
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
    fn a_line_with_too_many_cells_says_so() {
        let table = read_table(b"email\na@x.example\nb@x.example,more").unwrap();
        let found: Vec<_> = table.lines.iter().map(|line| (line.number, line.found)).collect();
        assert_eq!(found, [(2, 1), (3, 2)], "the third line has one more than the header");
        let table = read_table(b"email,city\na@x.example,,,").unwrap();
        assert_eq!((table.lines[0].found, table.lines[0].cells.len()), (1, 2), "empty ones do not matter");
    }

    #[test]
    fn what_was_detected_is_told() {
        let told = |bytes: &[u8]| {
            let table = read_table(bytes).unwrap();
            (table.encoding.name(), table.separator)
        };
        assert_eq!(told("email;city\nä@x.example;K".as_bytes()), ("UTF-8", Some(';')), "plain");
        assert_eq!(told(b"email;city\na@x.example;K\xF6ln"), ("Windows-1252", Some(';')), "an old code page");
        assert_eq!(
            cells(b"email,city\na@x.example,K\xF6ln \x80"),
            [["a@x.example", "Köln €"]],
            "its letters"
        );
        assert_eq!(told(b"\xFE\xFF\0a\0\n\0b"), ("UTF-16", Some(',')), "the other end first");
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(read_table(b" \n"), Err(TableError::Empty), "nothing in it");
        assert_eq!(read_table(b"email\n\x89\x81\0\x01"), Err(TableError::NotText), "a picture, perhaps");
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
