//! What is asked: a `GET`, or a `$batch` of them. There is no third way, so nothing is ever written.

use crate::wire::Link;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, RequestBuilder};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) link: Link,
    batch: Option<Arc<str>>,
}

impl Ask {
    pub(crate) fn get(link: Link) -> Self {
        Self { link, batch: None }
    }

    /// `body` is the JSON of a `$batch` that holds `GET`s only.
    pub(crate) fn batch(link: Link, body: &str) -> Self {
        Self { link, batch: Some(body.into()) }
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
        request.header(ACCEPT, "application/json")
    }
}
