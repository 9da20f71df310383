//! The values of conditions: text, lists, dates and patterns as the rules file gives them.

use crate::address::ascii_domain;
use crate::attribute::Attribute;
use crate::day::utc_day;
use crate::problem::{Problem, ProblemCode};
use crate::suggest::closest;
use crate::test::DayTest;
use chrono::{Days, NaiveDate};
use regex::{Regex, RegexBuilder};
use rollcall_people::{Kind, fold};
use serde_json::Value;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Compiled patterns take at most this much memory, in bytes.
const PATTERN_LIMIT: usize = 1 << 20;

/// A text that says something; numbers are read as written.
pub(crate) fn text(value: &Value) -> Result<String, Problem> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    if text.is_empty() { Err(Problem::new(ProblemCode::EmptyValue)) } else { Ok(text) }
}

/// A list of whole values; a single one is a list of one, blank ones are left out.
pub(crate) fn several(attribute: Attribute, value: &Value) -> Result<HashSet<String>, Problem> {
    let one = std::slice::from_ref(value);
    let values = value.as_array().map_or(one, Vec::as_slice);
    let texts: Vec<String> = values.iter().filter_map(|value| text(value).ok()).collect();
    if texts.is_empty() {
        return Err(Problem::new(ProblemCode::EmptyValue));
    }
    texts.iter().map(|text| whole(attribute, text)).collect()
}

/// A value to compare as a whole, in the attribute's own form.
pub(crate) fn whole(attribute: Attribute, text: &str) -> Result<String, Problem> {
    let folded = fold(text);
    match attribute {
        Attribute::EmailDomain => Ok(ascii_domain(text).unwrap_or(folded)),
        Attribute::Kind if Kind::from_name(&folded).is_none() => {
            let nearest = closest(&folded, Kind::ALL.iter().map(|kind| kind.name()));
            Err(Problem::new(ProblemCode::UnknownKind).with("value", text).maybe("suggestion", nearest))
        }
        _ => Ok(folded),
    }
}

pub(crate) fn pattern(text: &str) -> Result<Regex, Problem> {
    let normal: String = text.nfc().collect();
    RegexBuilder::new(&normal)
        .case_insensitive(true)
        .size_limit(PATTERN_LIMIT)
        .build()
        .map_err(|error| Problem::new(ProblemCode::BadPattern).with("value", text).with("cause", error))
}

pub(crate) fn day(value: &Value) -> Result<NaiveDate, Problem> {
    let text = text(value)?;
    utc_day(&text).ok_or_else(|| Problem::new(ProblemCode::BadDate).with("value", text))
}

pub(crate) fn last_days(value: &Value, today: NaiveDate) -> Result<DayTest, Problem> {
    let text = text(value)?;
    let first = text.parse().ok().and_then(|days| today.checked_sub_days(Days::new(days)));
    let first = first.ok_or_else(|| Problem::new(ProblemCode::BadNumber).with("value", text))?;
    Ok(DayTest::Between(first, today))
}
