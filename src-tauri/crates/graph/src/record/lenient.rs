//! Values as they come: numbers for texts, `null` for anything, control characters, endless texts.

use rollcall_people::ObjectId;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Bytes of one text; what is beyond is cut. Graph's own longest attributes have 1,024 characters.
const LONGEST_TEXT: usize = 64 << 10;
/// Entries of one list; what is beyond is left out.
const LONGEST_LIST: usize = 20_000;
const LONGEST_ID: usize = 128;

/// A text, a number or a truth value as text, or nothing.
#[derive(Debug, Default)]
pub(crate) struct Text<'a>(pub(crate) Option<Cow<'a, str>>);

/// A list of texts; a single one stands for a list of one, `null` for an empty list.
#[derive(Debug, Default)]
pub(crate) struct Texts(pub(crate) Vec<String>);

/// `true`, `false` (also as text, or as 1 and 0), or nothing.
#[derive(Debug, Default)]
pub(crate) struct Flag(pub(crate) Option<bool>);

/// An object's id: the one thing that must be right.
#[derive(Debug)]
pub(crate) struct Id(pub(crate) ObjectId);

/// Absent or set (to `null`, possibly): a round of changes tells them apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Set<T> {
    #[default]
    Absent,
    To(T),
}

impl Text<'_> {
    pub(crate) fn into_string(self) -> Option<String> {
        self.0.map(Cow::into_owned)
    }
}

impl<T> Set<T> {
    pub(crate) fn is_set(&self) -> bool {
        matches!(self, Self::To(_))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Set::To)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TextVisitor).map(Text)
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TextsVisitor).map(Texts)
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Text(text) = Text::deserialize(from)?;
        match text.as_deref() {
            None => Ok(Self(None)),
            Some("true" | "True" | "1") => Ok(Self(Some(true))),
            Some("false" | "False" | "0") => Ok(Self(Some(false))),
            Some(_) => Err(D::Error::custom("neither true nor false")),
        }
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(from)?.0.unwrap_or_default();
        let id = text.trim();
        // It becomes part of addresses, so nothing but what GUIDs and their like are made of.
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let sane = (1..=LONGEST_ID).contains(&id.len()) && plain;
        if sane { Ok(Self(ObjectId::new(id))) } else { Err(D::Error::custom("no id")) }
    }
}

/// Without control characters (line breaks and tabs stay: addresses have them), cut where endless.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let cut = &text[..text.floor_char_boundary(LONGEST_TEXT)];
    let is_plain = |b: u8| (b' '..0x7f).contains(&b);
    if cut.bytes().all(is_plain) || !cut.contains(is_unwanted) {
        return Cow::Borrowed(cut);
    }
    Cow::Owned(cut.replace(is_unwanted, ""))
}

fn is_unwanted(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(clean(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(clean(text).into_owned())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(vec![clean(text).into_owned()])
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::with_capacity(list.size_hint().unwrap_or_default());
        while let Some(text) = list.next_element::<Text<'_>>()? {
            texts.extend(text.into_string().filter(|_| texts.len() < LONGEST_LIST));
        }
        Ok(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> Option<String> {
        serde_json::from_str::<Text<'_>>(json).unwrap().into_string()
    }

    #[test]
    fn anything_simple_becomes_text() {
        assert_eq!(text("4711").as_deref(), Some("4711"), "a number");
        assert_eq!(text("-1.5").as_deref(), Some("-1.5"), "a fraction");
        assert_eq!(text("true").as_deref(), Some("true"), "a truth value");
        assert_eq!(text("null"), None, "nothing stays nothing");
        assert!(serde_json::from_str::<Text<'_>>("{}").is_err(), "an object is no text");
    }

    #[test]
    fn control_characters_go_and_writing_directions_stay() {
        let hostile = r#""A\u0000nna\u0007 \u202eB\u0085 \r\n""#;
        assert_eq!(text(hostile).as_deref(), Some("Anna \u{202e}B \r\n"), "only controls are taken out");
    }

    #[test]
    fn endless_texts_are_cut_at_a_character() {
        let long = format!("\"{}\"", "ä".repeat(LONGEST_TEXT));
        assert_eq!(text(&long).unwrap().len(), LONGEST_TEXT, "cut at the limit");
        let odd = format!("\"x{}\"", "ä".repeat(LONGEST_TEXT));
        assert_eq!(text(&odd).unwrap().len(), LONGEST_TEXT - 1, "no character is halved");
    }

    #[test]
    fn an_id_must_be_one() {
        assert!(serde_json::from_str::<Id>(r#"" 6EA91A8D-e32e ""#).is_ok(), "blanks around do no harm");
        for bad in ["null", r#""""#, r#""../me""#, r#""a b""#, r#""a?b""#, "[]", "{}"] {
            assert!(serde_json::from_str::<Id>(bad).is_err(), "{bad} identifies nobody");
        }
    }

    #[test]
    fn absent_is_neither_true_nor_false() {
        let flag = |json| serde_json::from_str::<Flag>(json).map(|flag| flag.0);
        assert_eq!(flag("null").unwrap(), None, "null is absent");
        assert_eq!(flag("\"true\"").unwrap(), Some(true), "a text may say it");
        assert_eq!(flag("0").unwrap(), Some(false), "a number too");
        assert!(flag("\"perhaps\"").is_err(), "anything else is refused");
    }
}
