//! CSV after RFC 4180: quotes where needed, CRLF, one header line.

use crate::{
    columns::{Column, Row},
    error::{ExportError, Result},
    safety::neutralise,
};
use std::io::{self, BufWriter, Write};

/// Which program the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CsvPreset {
    /// Semicolons and a byte order mark: Excel where the comma is the decimal sign.
    ExcelDe,
    /// Commas and a byte order mark: Excel elsewhere.
    ExcelUs,
    /// Commas, plain UTF-8.
    Plain,
}

impl CsvPreset {
    fn separator(self) -> u8 {
        match self {
            Self::ExcelDe => b';',
            Self::ExcelUs | Self::Plain => b',',
        }
    }

    /// Without it Excel takes UTF-8 for the system's old code page.
    fn mark(self) -> &'static [u8] {
        match self {
            Self::ExcelDe | Self::ExcelUs => b"\xEF\xBB\xBF",
            Self::Plain => b"",
        }
    }
}

/// Writes the header and every row; `rows` ends the work early with its own error.
pub(crate) fn write(
    file: impl Write,
    preset: CsvPreset,
    columns: &[Column],
    rows: impl Iterator<Item = Result<Row>>,
    failed: impl Fn(io::Error) -> ExportError,
) -> Result<()> {
    let mut file = BufWriter::with_capacity(1 << 16, file);
    file.write_all(preset.mark()).map_err(&failed)?;
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(preset.separator())
        .terminator(::csv::Terminator::CRLF)
        .from_writer(file);
    let said = |error: ::csv::Error| match error.into_kind() {
        ::csv::ErrorKind::Io(cause) => failed(cause),
        other => ExportError::Format(format!("{other:?}")),
    };
    writer.write_record(columns.iter().map(|column| column.name())).map_err(said)?;
    for row in rows {
        let row = row?;
        let cells = columns.iter().map(|column| column.text(&row));
        cells.into_iter().try_for_each(|cell| writer.write_field(&*neutralise(&cell))).map_err(said)?;
        writer.write_record(None::<&[u8]>).map_err(said)?;
    }
    writer.flush().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{json, ldif, vcard, xlsx};
    use std::io::{Cursor, Seek, SeekFrom};

    /// A disk with room for some bytes.
    struct Disk(Cursor<Vec<u8>>, u64);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self.0.position() + bytes.len() as u64 > self.1 {
                true => Err(io::ErrorKind::StorageFull.into()),
                false => self.0.write(bytes),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Disk {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn a_full_disk_is_said_to_be_full() {
        let columns: Vec<_> = Column::all().collect();
        let failed = |cause| ExportError::io("employees", cause);
        let none = || std::iter::empty::<Result<Row>>();
        for room in [0, 1, 10, 100] {
            let disk = || Disk(Cursor::default(), room);
            let csv = write(disk(), CsvPreset::ExcelDe, &columns, none(), failed);
            assert!(matches!(csv, Err(ExportError::Full { .. })), "CSV, {room} bytes: {csv:?}");
            let xlsx = xlsx::write(disk(), &std::env::temp_dir(), &columns, none(), failed);
            assert!(matches!(xlsx, Err(ExportError::Full { .. })), "XLSX, {room} bytes: {xlsx:?}");
        }
        for room in [0, 1] {
            let disk = || Disk(Cursor::default(), room);
            let json = json::write(disk(), &columns, none(), failed);
            assert!(matches!(json, Err(ExportError::Full { .. })), "JSON, {room} bytes: {json:?}");
            let ldif = ldif::write(disk(), &columns, none(), failed);
            assert!(matches!(ldif, Err(ExportError::Full { .. })), "LDIF, {room} bytes: {ldif:?}");
            let vcard = vcard::write(disk(), &columns, none(), failed);
            assert!(vcard.is_ok(), "nobody needs no room: {vcard:?}");
        }
    }
}
