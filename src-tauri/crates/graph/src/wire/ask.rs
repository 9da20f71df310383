//! What is asked: a `GET`, or a `$batch` of them. There is no third way, so nothing is ever written.

use crate::wire::Link;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, RequestBuilder};
use std::sync::Arc;

/// Rounds of changes do not know `$top`: this asks for the largest pages instead.
/// <https://learn.microsoft.com/graph/delta-query-overview>
const LARGEST_PAGES: &str = "odata.maxpagesize=999";

#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) link: Link,
    batch: Option<Arc<str>>,
    large_pages: bool,
}

impl Ask {
    pub(crate) fn get(link: Link) -> Self {
        Self { link, batch: None, large_pages: false }
    }

    /// A page of a round of changes.
    pub(crate) fn changes(link: Link) -> Self {
        Self { large_pages: true, ..Self::get(link) }
    }

    /// `body` is the JSON of a `$batch` that holds `GET`s only.
    pub(crate) fn batch(link: Link, body: &str) -> Self {
        Self { batch: Some(body.into()), ..Self::get(link) }
    }

    pub(crate) fn method(&self) -> &'static str {
        if self.batch.is_some() { "POST" } else { "GET" }
    }

    /// The same headers for every page: links do not carry them.
    pub(crate) fn on(&self, client: &Client) -> RequestBuilder {
        let url = self.link.url().clone();
        let request = match &self.batch {
            None => client.get(url),
            Some(body) => client.post(url).header(CONTENT_TYPE, "application/json").body(body.to_string()),
        };
        let request = request.header(ACCEPT, "application/json");
        if self.large_pages { request.header("prefer", LARGEST_PAGES) } else { request }
    }
}
