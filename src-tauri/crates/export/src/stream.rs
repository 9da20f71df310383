//! Text formats that are one piece per person.

use crate::{
    columns::Row,
    error::{ExportError, Result},
};
use std::io::{self, BufWriter, Write};

/// Writes `begin`, what `each` appends for every row, and `end`. One person is in memory at a time.
pub(crate) fn stream(
    file: impl Write,
    (begin, end): (&str, &str),
    rows: impl Iterator<Item = Result<Row>>,
    failed: impl Fn(io::Error) -> ExportError,
    mut each: impl FnMut(&Row, &mut String) -> Result<()>,
) -> Result<()> {
    let mut file = BufWriter::with_capacity(1 << 16, file);
    let mut piece = begin.to_owned();
    for row in rows {
        each(&row?, &mut piece)?;
        file.write_all(piece.as_bytes()).map_err(&failed)?;
        piece.clear();
    }
    piece.push_str(end);
    file.write_all(piece.as_bytes()).map_err(&failed)?;
    file.flush().map_err(failed)
}
