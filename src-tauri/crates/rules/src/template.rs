//! Values made of attributes: `jobTitle`, `businessPhones[0]`, `{givenName} {surname}`.

use crate::attribute::{Attribute, ValueType};
use crate::day::day_text;
use crate::facts::Facts;
use rollcall_people::{Person, blank};
use std::borrow::Cow;
use thiserror::Error;

/// An attribute, or one element of a list attribute (counted from 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    attribute: Attribute,
    index: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SourceError {
    #[error("`{name}` is not an attribute (nearest: {suggestion:?})")]
    UnknownAttribute { name: String, suggestion: Option<&'static str> },
    #[error("`{name}` has no text")]
    NotText { name: String },
    #[error("a brace is not closed")]
    UnclosedBrace,
    #[error("there is nothing in it")]
    Empty,
}

impl Source {
    pub fn parse(text: &str) -> Result<Self, SourceError> {
        let text = text.trim();
        let (name, index) = match text.strip_suffix(']').and_then(|t| t.split_once('[')) {
            Some((name, index)) => (name, Some(index.parse().map_err(|_| Self::unknown(text))?)),
            None => (text, None),
        };
        let attribute = Attribute::from_name(name).ok_or_else(|| Self::unknown(name))?;
        match attribute.value_type() {
            ValueType::Membership => Err(SourceError::NotText { name: name.into() }),
            ValueType::List => Ok(Self { attribute, index }),
            _ if index.is_some() => Err(Self::unknown(text)),
            _ => Ok(Self { attribute, index }),
        }
    }

    fn unknown(name: &str) -> SourceError {
        let base = name.split('[').next().unwrap_or(name);
        SourceError::UnknownAttribute { name: name.into(), suggestion: Attribute::suggestion(base) }
    }

    /// The text, never blank. Dates read `2024-05-31`; a whole list is joined with `; `.
    pub fn value<'p>(&self, facts: &'p Facts<'_>, person: &'p Person) -> Option<Cow<'p, str>> {
        if let Attribute::Text(attribute) = self.attribute {
            let text = person.text(attribute).filter(|text| !blank(Some(text)))?;
            let is_date = self.attribute.value_type() == ValueType::Date;
            return Some(is_date.then(|| day_text(text)).flatten().unwrap_or(Cow::Borrowed(text)));
        }
        let texts = facts.texts(person, self.attribute);
        match (texts.as_slice(), self.index) {
            (list, Some(index)) => list.get(index).cloned(),
            (list, None) => match list {
                [] => None,
                [only] => Some(only.clone()),
                several => Some(Cow::Owned(several.join("; "))),
            },
        }
    }
}

/// Text with `{attribute}` placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Value(Source),
}

impl Template {
    pub fn parse(text: &str) -> Result<Self, SourceError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').ok_or(SourceError::UnclosedBrace)?;
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Value(Source::parse(name)?));
            rest = tail;
        }
        parts.push(Part::Text(rest.to_owned()));
        parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
        if text.trim().is_empty() { Err(SourceError::Empty) } else { Ok(Self(parts)) }
    }

    /// Surrounding and doubled spaces are dropped. `None` when every placeholder is empty.
    pub fn render(&self, facts: &Facts<'_>, person: &Person) -> Option<String> {
        let mut text = String::new();
        let (mut placeholders, mut filled) = (0, 0);
        for part in &self.0 {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Value(source) => {
                    placeholders += 1;
                    if let Some(value) = source.value(facts, person) {
                        filled += 1;
                        text.push_str(&value);
                    }
                }
            }
        }
        let nothing = placeholders > 0 && filled == 0;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!nothing && !text.is_empty()).then_some(text)
    }
}
