//! Email addresses: shown as written, compared folded.

use crate::fold::fold;
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use thiserror::Error;

/// An address with one `@`, something before it and a domain after it.
///
/// Equality is by [`Email::key`]: case-insensitive, NFC, domain in ASCII form (IDNA).
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Email {
    /// The address as written, and behind it its key where that is another text: in one piece, because
    /// a hundred thousand people have several each.
    both: Box<str>,
    /// Where the address ends.
    end: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not an email address")]
pub struct NotAnEmail;

impl Email {
    /// Reads an address; surrounding white space is dropped, control characters refuse it.
    pub fn parse(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        if is_its_own_key(text) {
            return Ok(Self { both: text.into(), end: text.len() });
        }
        let mut both = [text, text].concat();
        both[text.len()..].make_ascii_lowercase();
        if is_its_own_key(&both[text.len()..]) {
            return Ok(Self { both: both.into(), end: text.len() });
        }
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let marks = |c| matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '\\' | '(' | ')' | '[' | ']');
        let bad = |c: char| marks(c) || c.is_control() || c.is_whitespace();
        if local.is_empty() || local.contains('@') || domain.is_empty() || text.chars().any(bad) {
            return Err(NotAnEmail);
        }
        let domain = ascii_domain(domain)?;
        Ok(Self { both: format!("{text}{}@{domain}", fold(local)).into(), end: text.len() })
    }

    /// As the source wrote it.
    pub fn as_str(&self) -> &str {
        &self.both[..self.end]
    }

    /// The form to compare and to index by.
    pub fn key(&self) -> &str {
        if self.end == self.both.len() { &self.both } else { &self.both[self.end..] }
    }

    /// The domain in ASCII form, lower case.
    pub fn domain(&self) -> &str {
        self.key().rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Small letters, digits and the plainest punctuation: an address with nothing to refuse and nothing
/// to fold.
fn is_its_own_key(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b);
    let Some((local, domain)) = text.split_once('@') else { return false };
    let local_plain = local.bytes().all(|b| plain(b) || b"_+'".contains(&b));
    let domain_plain = domain.bytes().all(plain) && !domain.contains("xn--");
    local_plain && domain_plain && !local.is_empty() && !domain.is_empty()
}

/// IDNA's ASCII form. Plain domains, which is nearly all of them, need no tables for that.
fn ascii_domain(domain: &str) -> Result<String, NotAnEmail> {
    let lower = domain.to_ascii_lowercase();
    let plain = lower.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    if plain && !lower.contains("xn--") {
        return Ok(lower);
    }
    idna::domain_to_ascii(domain).map_err(|_| NotAnEmail)
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Email {}

impl std::hash::Hash for Email {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Email {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;
    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_mailbox_in_another_spelling_is_equal() {
        let a = Email::parse("Jörg.Müller@BÜCHER.example").unwrap();
        let b = Email::parse(" jo\u{308}rg.müller@xn--bcher-kva.example ").unwrap();
        assert_eq!(a, b, "case, composition and IDNA spelling do not matter");
        assert_eq!(a.as_str(), "Jörg.Müller@BÜCHER.example", "shown as written");
        assert_eq!(b.domain(), "xn--bcher-kva.example", "domains compare in ASCII form");
    }

    #[test]
    fn a_plain_address_is_its_own_key() {
        let (plain, shouted) =
            (Email::parse("o'neil_1+x@a-b.example"), Email::parse("O'Neil_1+X@A-B.example"));
        let (plain, shouted) = (plain.unwrap(), shouted.unwrap());
        assert_eq!((plain.key(), shouted.key()), (plain.as_str(), plain.as_str()), "one form, however found");
        assert_eq!(plain, shouted, "so they are one address");
        assert_eq!(plain.domain(), "a-b.example", "the domain is what follows the sign");
    }

    #[test]
    fn plus_addressing_is_another_mailbox() {
        assert_ne!(Email::parse("a+b@x.example"), Email::parse("a@x.example"), "providers differ on it");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in
            ["", "a", "@x.example", "a@", "a@b@c.example", "a b@x.example", "a\0@x.example", "<a@x.example>"]
        {
            assert_eq!(Email::parse(text), Err(NotAnEmail), "{text:?} is no address");
        }
    }
}
