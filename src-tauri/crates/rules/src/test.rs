//! Single tests of values: what each operator means. Everything is compared in folded form.

use chrono::NaiveDate;
use regex::Regex;
use std::collections::HashSet;

/// The positive half of an operator; negative operators are its opposite.
#[derive(Debug)]
pub(crate) enum Test {
    Empty,
    Text(TextTest),
    /// A search in the text as written (trimmed, NFC); the pattern ignores case.
    Pattern(Regex),
    Flag(bool),
    Day(DayTest),
    /// Number of a set of group members.
    Member(usize),
}

#[derive(Debug)]
pub(crate) enum TextTest {
    Equals(String),
    Contains(String),
    StartsWith(String),
    EndsWith(String),
    In(HashSet<String>),
}

/// Limits are days in UTC.
#[derive(Debug)]
pub(crate) enum DayTest {
    Before(NaiveDate),
    After(NaiveDate),
    /// Both ends included.
    Between(NaiveDate, NaiveDate),
}

impl TextTest {
    pub(crate) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Equals(value) => text == value,
            Self::Contains(value) => text.contains(value.as_str()),
            Self::StartsWith(value) => text.starts_with(value.as_str()),
            Self::EndsWith(value) => text.ends_with(value.as_str()),
            Self::In(values) => values.contains(text),
        }
    }
}

impl DayTest {
    pub(crate) fn holds(&self, day: NaiveDate) -> bool {
        match self {
            Self::Before(limit) => day < *limit,
            Self::After(limit) => day > *limit,
            Self::Between(first, last) => (*first..=*last).contains(&day),
        }
    }
}
