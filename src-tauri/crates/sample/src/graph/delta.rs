//! Rounds of a delta query and their links ("Use delta query to track changes", learn.microsoft.com).
//! Border: from which day to which, which page, which properties; the items are the callers'.

use super::Result;
use super::ask::Ask;
use super::errors::GraphError;
use super::paging::{padding, sized};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

/// How many days a delta link stays valid.
const LIFETIME_DAYS: u32 = 7;

/// One page of one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Round {
    /// The day of the last round; `None` is the first one, with everything.
    pub(super) since: Option<u32>,
    pub(super) until: u32,
    pub(super) from: usize,
    /// What the first request selected.
    pub(super) select: Option<Vec<String>>,
}

/// What is asked for.
pub(super) enum Asked {
    Page(Round),
    /// Only a link from now on (`$deltatoken=latest`).
    Latest(Round),
}

impl Round {
    pub(super) fn of(ask: &Ask<'_>) -> Result<Asked> {
        let options = &ask.options;
        if options.top.is_some() || options.expand_manager.is_some() {
            return Err(GraphError::unsupported_query(
                "$top and $expand are not supported by delta queries.",
            ));
        }
        let fresh = Self { since: None, until: ask.today(), from: 0, select: options.select.clone() };
        match (options.skip_token.as_deref(), options.delta_token.as_deref()) {
            (Some(token), _) => Self::read(token).map(Asked::Page).ok_or_else(GraphError::expired_page_token),
            (None, Some("latest")) => Ok(Asked::Latest(fresh)),
            (None, Some(token)) => Self::later(ask, token).map(Asked::Page),
            (None, None) => Ok(Asked::Page(fresh)),
        }
    }

    /// The round after the one that ended with this link.
    fn later(ask: &Ask<'_>, token: &str) -> Result<Self> {
        let before = Self::read(token).ok_or_else(|| gone(ask))?;
        if ask.today() > before.until + LIFETIME_DAYS {
            return Err(gone(ask));
        }
        Ok(Self { since: Some(before.until), until: ask.today(), from: 0, select: before.select })
    }

    /// The body of a page: so many of the items, and the link to what comes next.
    pub(super) fn page(&self, ask: &Ask<'_>, set: &str, items: Vec<Value>) -> Value {
        let size = page_size(ask);
        let total = items.len();
        let shown: Vec<Value> = items.into_iter().skip(self.from).take(size).collect();
        let next = Self { from: self.from + size, ..self.clone() };
        let (name, link) = if next.from < total {
            ("@odata.nextLink", next.link(ask, "$skiptoken"))
        } else {
            ("@odata.deltaLink", self.link(ask, "$deltatoken"))
        };
        let mut body = Map::new();
        let context = super::properties::context(&ask.root(), set, ask.options.select.as_deref());
        body.insert("@odata.context".into(), json!(context));
        body.insert(name.into(), json!(link));
        body.insert("value".into(), Value::Array(shown));
        Value::Object(body)
    }

    fn link(&self, ask: &Ask<'_>, parameter: &str) -> String {
        let since = self.since.map_or_else(String::new, |day| day.to_string());
        let select = self.select.as_ref().map_or_else(|| "*".to_owned(), |names| names.join(","));
        let text = format!("{}|{since}|{}|{}|{select}", ask.state.next_round(), self.until, self.from);
        let length = padding(ask).max(120);
        let token = format!("{:_<length$}", URL_SAFE_NO_PAD.encode(text) + ".");
        format!("{}{}?{parameter}={token}", ask.call.origin, ask.call.path)
    }

    fn read(token: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut parts = text.splitn(5, '|').skip(1);
        let (since, until, from, select) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let select = (select != "*").then(|| select.split(',').map(str::to_owned).collect());
        Some(Self { since: since.parse().ok(), until: until.parse().ok()?, from: from.parse().ok()?, select })
    }
}

/// 100, or what `Prefer: odata.maxpagesize=` asks for.
pub(super) fn page_size(ask: &Ask<'_>) -> usize {
    let wish = ask.call.header("prefer").and_then(|prefer| prefer.split("odata.maxpagesize=").nth(1));
    let wish = wish.and_then(|text| text.split([',', ';', ' ']).next()?.parse().ok());
    sized(ask, wish.unwrap_or(100).clamp(1, super::query::LARGEST_PAGE))
}

fn gone(ask: &Ask<'_>) -> GraphError {
    GraphError::gone(format!("{}{}?$deltatoken=", ask.call.origin, ask.call.path))
}
