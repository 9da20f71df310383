use crate::api::WhichPeople;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct ExportRequest {
    pub format: ExportFormat,
    /// Where to; chosen by the admin in the system's own dialog.
    pub path: String,
    pub rows: WhichPeople,
    /// Column names in order; all of them when empty.
    #[serde(default)]
    pub columns: Vec<String>,
}

/// A file with the whole list that is rewritten after each run that changed something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct RefreshFile {
    /// Kept as an absolute one.
    pub path: String,
    pub format: ExportFormat,
    /// Column names in order; all of them when empty.
    pub columns: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Xlsx,
    /// Semicolons, UTF-8 with BOM, CRLF: what Excel of most of Europe opens right.
    CsvExcelDe,
    /// Commas, UTF-8 with BOM, CRLF.
    CsvExcelUs,
    /// Commas, UTF-8 without BOM, CRLF (RFC 4180).
    CsvPlain,
    /// An array of people, with the keys and shapes of the command line's `employees --json`.
    Json,
    /// Version 3.0, for address books and phones.
    Vcard,
    /// `inetOrgPerson` entries, for directories and address books.
    Ldif,
}

/// A table in the words of whoever shows it, to be kept as a workbook.
#[derive(Clone, Debug, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct TableFile {
    /// Where to; chosen by the admin in the system's own dialog.
    pub path: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Exported {
    pub path: String,
    pub people: usize,
    #[ts(type = "number")]
    pub bytes: u64,
}
