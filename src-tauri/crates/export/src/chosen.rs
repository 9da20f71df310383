//! A person as far as columns were chosen: what was not is as if it were empty.

use crate::columns::{Column, Row};
use std::borrow::Cow;

pub(crate) struct Chosen<'a> {
    pub(crate) columns: &'a [Column],
    pub(crate) row: &'a Row,
}

impl<'a> Chosen<'a> {
    pub(crate) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    pub(crate) fn text(&self, column: Column) -> Cow<'a, str> {
        if self.has(column) { column.text(self.row) } else { "".into() }
    }

    /// Every value of a column: of a list each, else the one that is not empty.
    pub(crate) fn values(&self, column: Column) -> Vec<Cow<'a, str>> {
        match column.list(self.row).filter(|_| self.has(column)) {
            Some(values) => values.into_iter().map(Cow::Borrowed).collect(),
            None => Some(self.text(column)).filter(|text| !text.is_empty()).into_iter().collect(),
        }
    }
}
