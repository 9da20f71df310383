//! One column model, writers for XLSX, CSV, JSON, vCard and LDIF, charts as pictures, and a reader for
//! tables that come from elsewhere.
//!
//! The border: rows come in as [`Row`]s, one at a time, and a file appears at the target when all of
//! them are written; until then, and after any failure, what was there before stays. Nothing here
//! knows where the rows come from.

mod atomic;
pub mod chart;
mod chosen;
mod columns;
mod csv;
mod day;
mod error;
mod export;
mod fold;
mod json;
mod ldif;
mod safety;
mod sheet;
mod stream;
mod table;
mod vcard;
mod workbook;
mod xlsx;

pub use atomic::write_whole;
pub use columns::{Column, Row};
pub use csv::CsvPreset;
pub use error::{ExportError, Result};
pub use export::{Format, Written, export};
pub use safety::{is_phone_number, neutralise};
pub use sheet::write_sheet;
pub use table::{Encoding, Line, Table, TableError, read_table};
