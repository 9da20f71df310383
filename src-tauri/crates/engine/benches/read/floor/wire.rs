//! Requests of the floor, and as much of the answers as it takes to ask on.

use reqwest::Client;
use serde::Deserialize;
use serde_json::json;
use std::borrow::Cow;

pub(super) struct Wire {
    http: Client,
    base: String,
    token: String,
}

/// Some members of a group, and the link to more.
pub(super) struct Members {
    pub(super) members: Vec<String>,
    pub(super) next: Option<String>,
}

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
    #[serde(borrow)]
    value: Vec<Object<'a>>,
}

#[derive(Deserialize)]
struct Object<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Batch<'a> {
    #[serde(borrow)]
    responses: Vec<Part<'a>>,
}

#[derive(Deserialize)]
struct Part<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    body: Page<'a>,
}

impl Wire {
    pub(super) fn new(base: &str, token: String) -> Self {
        rustls::crypto::ring::default_provider().install_default().unwrap();
        let http = Client::builder().no_proxy().build().unwrap();
        Self { http, base: base.to_owned(), token }
    }

    /// A path of the base, or a link as it was given.
    pub(super) async fn get(&self, link: &str) -> String {
        let url = if link.starts_with('/') { format!("{}{link}", self.base) } else { link.to_owned() };
        let answer = self.http.get(url).bearer_auth(&self.token).send().await.unwrap();
        answer.text().await.unwrap()
    }

    pub(super) async fn batch(&self, groups: &[String]) -> Vec<(String, Members)> {
        let part = |(number, group): (usize, &String)| json!({ "id": number.to_string(), "method": "GET", "url": format!("/groups/{group}/members?$select=id&$top=999") });
        let body = json!({ "requests": groups.iter().enumerate().map(part).collect::<Vec<_>>() });
        let url = format!("{}/$batch", self.base);
        let answer = self.http.post(url).bearer_auth(&self.token).json(&body).send().await.unwrap();
        let text = answer.text().await.unwrap();
        let parts: Batch<'_> = serde_json::from_str(&text).unwrap();
        let group = |part: &Part<'_>| groups[part.id.parse::<usize>().unwrap()].clone();
        parts.responses.into_iter().map(|part| (group(&part), part.body.into())).collect()
    }
}

impl From<Page<'_>> for Members {
    fn from(page: Page<'_>) -> Self {
        Self {
            members: page.value.into_iter().map(|object| object.id.into_owned()).collect(),
            next: page.next,
        }
    }
}

pub(super) fn members(page: &str) -> Members {
    serde_json::from_str::<Page<'_>>(page).unwrap().into()
}

pub(super) fn ids(page: &str) -> Vec<String> {
    members(page).members
}

/// It stands before the records, so that the next page can be asked for at once.
pub(super) fn next_link(page: &str) -> Option<String> {
    const KEY: &str = "\"@odata.nextLink\":";
    let head = &page[..page.find("\"value\":")?];
    let link = &head[head.find(KEY)? + KEY.len()..];
    serde_json::Deserializer::from_str(link).into_iter().next()?.ok()
}
