//! Pages and the links between them. Border: positions in a list become opaque tokens and back.
//!
//! A chain of pages keeps to the day of its first page, so that a list does not shift under a reader
//! when a day passes. The token holds day, position and a check of the rest of the query: a client
//! that alters or re-encodes a link is refused.

use super::Result;
use super::ask::Ask;
use super::errors::GraphError;
use crate::faults::Effect;
use crate::secrets::number_for;
use serde_json::{Value, json};

/// Where a page begins, and how far it goes.
pub(super) struct Page {
    pub(super) day: u32,
    pub(super) from: usize,
    pub(super) size: usize,
}

/// Literal in the link and part of its identity, as Graph's own tokens have it.
const OPEN: &str = "RFNwdAoAAQ-X%27";
const CLOSE: &str = "%27";
const MARK: &str = "$skiptoken=";
const PAUSE: &str = "$pause=";

impl Page {
    pub(super) fn of(ask: &Ask<'_>) -> Result<Self> {
        let size = sized(ask, ask.options.page_size());
        match &ask.options.skip_token {
            None => Ok(Self { day: ask.today(), from: 0, size }),
            Some(_) => {
                let (day, from) = read(query(ask)).ok_or_else(GraphError::expired_page_token)?;
                Ok(Self { day, from, size })
            }
        }
    }

    /// The link to what follows, if anything does.
    pub(super) fn next_link(&self, ask: &Ask<'_>, total: usize) -> Option<String> {
        let position = self.from + self.size;
        (position < total).then(|| {
            let (rest, _) = split(query(ask));
            let token = write(self.day, position, rest, padding(ask));
            let separator = if rest.is_empty() { "" } else { "&" };
            format!("{}{}?{rest}{separator}{MARK}{token}", ask.call.origin, ask.call.path)
        })
    }
}

/// A page size, unless a fault wants smaller pages.
pub(super) fn sized(ask: &Ask<'_>, size: usize) -> usize {
    let cap = |effect: &Effect| if let Effect::PageSize(most) = effect { Some((*most).max(1)) } else { None };
    ask.effects.iter().filter_map(cap).fold(size, usize::min)
}

/// How long tokens are made by a fault, in characters.
pub(super) fn padding(ask: &Ask<'_>) -> usize {
    let length = |effect: &Effect| if let Effect::LongLinks(length) = effect { Some(*length) } else { None };
    ask.effects.iter().find_map(length).unwrap_or(0)
}

/// The query without the marker of pauses.
fn query<'a>(ask: &'a Ask<'_>) -> &'a str {
    let query = ask.call.query.as_str();
    query.split(PAUSE).next().unwrap_or(query).trim_end_matches('&')
}

fn split(query: &str) -> (&str, Option<&str>) {
    match query.split_once(MARK) {
        Some((rest, token)) => (rest.trim_end_matches('&'), Some(token)),
        None => (query, None),
    }
}

fn write(day: u32, position: usize, rest: &str, length: usize) -> String {
    let text = format!("{day}.{position}.{:x}.", number_for(rest, "link"));
    let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
    format!("{OPEN}{hex:0<length$}{CLOSE}")
}

fn read(query: &str) -> Option<(u32, usize)> {
    let (rest, token) = split(query);
    let hex = token?.strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
    let bytes: Option<Vec<u8>> = (0..hex.len() / 2)
        .map(|at| hex.get(2 * at..2 * at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    let text = String::from_utf8(bytes?).ok()?;
    let mut parts = text.split('.');
    let (day, position, check) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    (check == format!("{:x}", number_for(rest, "link"))).then_some((day, position))
}

/// An empty page that only leads on, as long as a fault wants more of them.
pub(super) fn pause(ask: &Ask<'_>) -> Option<Value> {
    let wanted = ask
        .effects
        .iter()
        .find_map(|effect| if let Effect::EmptyPages(n) = effect { Some(*n) } else { None })?;
    let passed = ask.call.param(PAUSE.trim_end_matches('=')).and_then(|text| text.parse().ok()).unwrap_or(0);
    (passed < wanted).then(|| {
        let query = query(ask);
        let separator = if query.is_empty() { "" } else { "&" };
        let link = format!("{}{}?{query}{separator}{PAUSE}{}", ask.call.origin, ask.call.path, passed + 1);
        json!({ "@odata.context": format!("{}/$metadata#directoryObjects", ask.root()), "@odata.nextLink": link, "value": [] })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_altered_link_is_refused() {
        let token = write(3, 200, "$select=id", 0);
        let link = |rest: &str, token: &str| format!("{rest}&{MARK}{token}");
        assert_eq!(read(&link("$select=id", &token)), Some((3, 200)), "unchanged, it leads on");
        assert_eq!(read(&link("$select=id,mail", &token)), None, "the rest of the query belongs to it");
        assert_eq!(read(&link("$select=id", &token.replace("%27", "'"))), None, "so does its encoding");
    }

    #[test]
    fn padded_tokens_still_lead_on() {
        let token = write(1, 7, "", 4_000);
        assert!(token.len() > 4_000, "as long as asked");
        assert_eq!(read(&format!("{MARK}{token}")), Some((1, 7)), "padding means nothing");
    }
}
