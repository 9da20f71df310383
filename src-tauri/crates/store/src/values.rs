//! How values stand in columns: times as RFC 3339 text, enums by their serde name, lists as JSON, what comes by
//! the hundred thousand as MessagePack.

use crate::error::{Result, StoreError};
use chrono::{DateTime, SecondsFormat, Utc};
use rollcall_people::{Identity, ObjectId, TenantId};
use rusqlite::{Row, Rows};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::borrow::Cow;

/// Room for a record, so that its text need not grow bit by bit.
pub(crate) const USUAL: usize = 512;

/// Milliseconds and `Z`, so that texts sort as times do.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(crate) fn parse_time(column: &'static str, text: &str) -> Result<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| StoreError::value(column))?;
    Ok(at.with_timezone(&Utc))
}

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    let mut text = Vec::with_capacity(USUAL);
    write_json(&mut text, value)?;
    String::from_utf8(text).map_err(|error| StoreError::Corrupt { detail: error.to_string() })
}

/// A list of things; most are empty, which needs no writer.
pub(crate) fn list<'a, T>(list: &'a T) -> Result<Cow<'static, str>>
where
    T: Serialize,
    &'a T: IntoIterator,
{
    if list.into_iter().next().is_none() { Ok("[]".into()) } else { Ok(json(list)?.into()) }
}

/// The same, added to a text under construction.
pub(crate) fn write_json<T: Serialize + ?Sized>(text: &mut Vec<u8>, value: &T) -> Result<()> {
    serde_json::to_writer(text, value).map_err(|error| StoreError::Corrupt { detail: error.to_string() })
}

/// Adds a MessagePack value, structures by the order of their fields, to bytes under construction.
pub(crate) fn write_packed<T: Serialize + ?Sized>(bytes: &mut Vec<u8>, value: &T) -> Result<()> {
    let mut serializer = rmp_serde::Serializer::new(bytes);
    value.serialize(&mut serializer).map_err(|error| StoreError::Corrupt { detail: error.to_string() })
}

pub(crate) fn parse_packed<'a, T: Deserialize<'a>>(column: &'static str, bytes: &'a [u8]) -> Result<T> {
    rmp_serde::from_slice(bytes).map_err(|_| StoreError::value(column))
}

pub(crate) fn parse_json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| StoreError::value(column))
}

/// The serde name of a unit variant, bare.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String> {
    Ok(json(value)?.trim_matches('"').to_owned())
}

pub(crate) fn parse_word<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T> {
    use serde::de::{IntoDeserializer, value};
    let text: value::StrDeserializer<'_, value::Error> = text.into_deserializer();
    T::deserialize(text).map_err(|_| StoreError::value(column))
}

/// How many rows at most; more than a column can count is no bound.
pub(crate) fn bound(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// A text column that is never NULL.
pub(crate) fn text<'a>(row: &'a Row<'_>, column: &'static str) -> Result<&'a str> {
    row.get_ref(column)?.as_str().map_err(|_| StoreError::value(column))
}

/// A text column that may be NULL.
pub(crate) fn optional<'a>(row: &'a Row<'_>, column: &'static str) -> Result<Option<&'a str>> {
    row.get_ref(column)?.as_str_or_null().map_err(|_| StoreError::value(column))
}

/// Columns `tenant_id` and `object_id`.
pub(crate) fn identity(row: &Row<'_>) -> Result<Identity> {
    let tenant = TenantId::new(text(row, "tenant_id")?);
    Ok(Identity { tenant, object: ObjectId::new(text(row, "object_id")?) })
}

/// Every row as `read` makes it; its errors are of this crate, unlike rusqlite's own mapping.
pub(crate) fn all<T>(mut rows: Rows<'_>, mut read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

/// For bytes in tests.
#[cfg(test)]
pub(crate) fn of_hex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
