//! A page of a list: its links, and its records one by one.
//!
//! The happy path reads records straight from the text, in one pass. Only where that fails the page is
//! taken apart: raw control characters and lone surrogates are mended, and what still cannot be
//! understood is reported while the other records go on.

use crate::error::Flaw;
use crate::record::{Id, mend};
use rollcall_people::ObjectId;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Possibly empty, also in the middle of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub records: Vec<T>,
    /// Records that could not be understood. They exist: nothing may be concluded from their absence.
    pub bad: Vec<BadRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord {
    pub object_id: Option<ObjectId>,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    NotAnObject,
    NoId,
    /// A value of a shape no text can be made of; the attribute is named where it is known.
    WrongType {
        attribute: Option<String>,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("not_an_object"),
            Self::NoId => f.write_str("no_id"),
            Self::WrongType { attribute: Some(name) } => write!(f, "wrong_type:{name}"),
            Self::WrongType { attribute: None } => f.write_str("wrong_type"),
        }
    }
}

/// What a list can hold.
pub(crate) trait Record: Sized {
    /// What is learned from one record for the next ones of the page.
    type Layout: Default;

    fn read<'de, D: Deserializer<'de>>(layout: &mut Self::Layout, from: D) -> Result<Self, D::Error>;

    /// The attribute that was being read, after a failure.
    fn failed_at(_layout: &Self::Layout) -> Option<String> {
        None
    }
}

pub(crate) struct Parsed<T> {
    pub(crate) page: Page<T>,
    pub(crate) next: Option<String>,
    pub(crate) delta: Option<String>,
}

pub(crate) fn parse<T: Record>(text: &str) -> Result<Parsed<T>, Flaw> {
    at_once(text).or_else(|_| one_by_one(text)).or_else(|error| {
        // Raw control characters are no JSON; between tokens a blank is as good as any of them.
        if !error.is_syntax() || !text.contains(is_raw_control) {
            return Err(flaw(&error));
        }
        one_by_one(&text.replace(is_raw_control, " ")).map_err(|error| flaw(&error))
    })
}

/// The link to the next page, where it stands before the records: known without reading them.
pub(crate) fn peek_next(text: &str) -> Option<String> {
    let mut next = None;
    // Ends with an error on purpose as soon as the records begin.
    let _ = serde_json::Deserializer::from_str(text).deserialize_map(Head(&mut next));
    next
}

/// A single object instead of a list.
pub(crate) fn read_object<T: Record>(text: &str) -> Result<T, Flaw> {
    one(text).map_err(|_| Flaw::Shape)
}

/// The first record of a list that has just one.
pub(crate) fn read_first<T: Record>(text: &str) -> Result<T, Flaw> {
    parse(text)?.page.records.into_iter().next().ok_or(Flaw::Shape)
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "V: Deserialize<'de>"))]
struct Envelope<'a, V> {
    #[serde(rename = "@odata.nextLink", borrow, default)]
    next: Option<Cow<'a, str>>,
    #[serde(rename = "@odata.deltaLink", borrow, default)]
    delta: Option<Cow<'a, str>>,
    value: V,
}

impl<V> Envelope<'_, V> {
    fn with<T>(self, page: impl FnOnce(V) -> Page<T>) -> Parsed<T> {
        let owned = |link: Option<Cow<'_, str>>| link.map(Cow::into_owned);
        Parsed { page: page(self.value), next: owned(self.next), delta: owned(self.delta) }
    }
}

fn at_once<T: Record>(text: &str) -> serde_json::Result<Parsed<T>> {
    let envelope: Envelope<'_, Records<T>> = serde_json::from_str(text)?;
    Ok(envelope.with(|records| Page { records: records.0, bad: Vec::new() }))
}

fn one_by_one<T: Record>(text: &str) -> serde_json::Result<Parsed<T>> {
    let envelope: Envelope<'_, Vec<&RawValue>> = serde_json::from_str(text)?;
    Ok(envelope.with(|raw| {
        let mut page = Page { records: Vec::new(), bad: Vec::new() };
        for raw in raw {
            match one(raw.get()) {
                Ok(record) => page.records.push(record),
                Err(bad) => page.bad.push(bad),
            }
        }
        page
    }))
}

fn one<T: Record>(raw: &str) -> Result<T, BadRecord> {
    let mut layout = T::Layout::default();
    if let Ok(record) = T::read(&mut layout, &mut serde_json::Deserializer::from_str(raw)) {
        return Ok(record);
    }
    let (mended, mut layout) = (mend(raw), T::Layout::default());
    T::read(&mut layout, &mut serde_json::Deserializer::from_str(&mended))
        .map_err(|_| diagnose(&mended, T::failed_at(&layout)))
}

fn diagnose(raw: &str, attribute: Option<String>) -> BadRecord {
    #[derive(Deserialize)]
    struct Bare<'a> {
        #[serde(borrow, default)]
        id: Option<&'a RawValue>,
    }
    if !raw.starts_with('{') {
        return BadRecord { object_id: None, problem: Problem::NotAnObject };
    }
    let bare = serde_json::from_str::<Bare<'_>>(raw).ok().and_then(|bare| bare.id);
    match bare.and_then(|id| serde_json::from_str::<Id>(id.get()).ok()) {
        Some(Id(id)) => BadRecord { object_id: Some(id), problem: Problem::WrongType { attribute } },
        None => BadRecord { object_id: None, problem: Problem::NoId },
    }
}

fn flaw(error: &serde_json::Error) -> Flaw {
    if error.is_data() { Flaw::Shape } else { Flaw::Malformed }
}

fn is_raw_control(c: char) -> bool {
    c < ' '
}

/// The records of `value`, read directly.
struct Records<T>(Vec<T>);

impl<'de, T: Record> Deserialize<'de> for Records<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(All(PhantomData)).map(Records)
    }
}

struct All<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for All<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let (mut layout, mut records) = (T::Layout::default(), Vec::new());
        while let Some(record) = list.next_element_seed(One::<T>(&mut layout))? {
            records.push(record);
        }
        Ok(records)
    }
}

struct One<'a, T: Record>(&'a mut T::Layout);

impl<'de, T: Record> DeserializeSeed<'de> for One<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read(self.0, from)
    }
}

struct Head<'a>(&'a mut Option<String>);

impl<'de> Visitor<'de> for Head<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut page: A) -> Result<(), A::Error> {
        while let Some(key) = page.next_key::<Cow<'_, str>>()? {
            match key.as_ref() {
                "@odata.nextLink" => *self.0 = page.next_value()?,
                "value" => return Err(A::Error::custom("the records begin")),
                _ => drop(page.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}
