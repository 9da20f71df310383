//! JSON: an array of people, one to a line, with the keys and shapes of `rollcall employees --json`.

use crate::{
    columns::{Column, Row},
    error::{ExportError, Result},
    stream::stream,
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::io::{self, Write};

pub(crate) fn write(
    file: impl Write,
    columns: &[Column],
    rows: impl Iterator<Item = Result<Row>>,
    failed: impl Fn(io::Error) -> ExportError,
) -> Result<()> {
    let mut between = "\n";
    stream(file, ("[", "\n]\n"), rows, failed, |row, out| {
        let person = serde_json::to_string(&Person { columns, row });
        out.push_str(between);
        out.push_str(&person.map_err(|error| ExportError::Format(error.to_string()))?);
        between = ",\n";
        Ok(())
    })
}

/// A key per column, in order. What is empty is `null`.
struct Person<'a> {
    columns: &'a [Column],
    row: &'a Row,
}

impl Serialize for Person<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            map.serialize_key(column.name())?;
            match (column, column.list(self.row)) {
                (Column::Id, _) => map.serialize_value(&self.row.employee.id)?,
                (_, Some(list)) => map.serialize_value(&list)?,
                _ => map.serialize_value(&Some(column.text(self.row)).filter(|text| !text.is_empty()))?,
            }
        }
        map.end()
    }
}
