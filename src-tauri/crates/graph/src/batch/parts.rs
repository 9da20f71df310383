//! What goes into a `$batch`, and what its parts mean.

use super::Which;
use crate::error::{Flaw, GraphError};
use crate::page::{self, Parsed};
use crate::record::{Member, Text};
use crate::wire::{Base, Body, classify, fault_of, trace_of_part};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, HashMap};

pub(super) type Answers = BTreeMap<Which, Result<Parsed<Member>, GraphError>>;

/// Each list with its answer; parts come in any order, and may be missing.
pub(super) fn read(base: &Base, wanted: &[Which], answer: &Body) -> Result<Answers, Flaw> {
    let answers: Responses<'_> = serde_json::from_str(&answer.text).map_err(|_| Flaw::Shape)?;
    let mut parts: HashMap<_, _> =
        answers.responses.into_iter().filter_map(|part| Some((part.id.0.clone()?, part))).collect();
    let missing = || GraphError::BadAnswer { what: Flaw::Shape, trace: answer.trace.clone() };
    Ok(wanted
        .iter()
        .enumerate()
        .map(|(at, which)| {
            let part = parts.remove(at.to_string().as_str());
            (which.clone(), part.map_or_else(|| Err(missing()), |part| open(base, &part)))
        })
        .collect())
}

fn open(base: &Base, part: &Response<'_>) -> Result<Parsed<Member>, GraphError> {
    let headers = part.headers();
    let text = part.body.map_or("", RawValue::get);
    if (200..300).contains(&part.status) {
        let trace = trace_of_part(part.status, &headers, (None, None));
        return page::parse(text).map_err(|what| GraphError::BadAnswer { what, trace });
    }
    let trace = trace_of_part(part.status, &headers, fault_of(text));
    Err(classify(base, &headers, trace, chrono::Utc::now()))
}

pub(super) fn body(wanted: &[Which]) -> String {
    let part = |(at, (relation, of)): (usize, &Which)| serde_json::json!({ "id": at.to_string(), "method": "GET", "url": relation.path(of) });
    serde_json::json!({ "requests": wanted.iter().enumerate().map(part).collect::<Vec<_>>() }).to_string()
}

#[derive(Deserialize)]
struct Responses<'a> {
    #[serde(borrow)]
    responses: Vec<Response<'a>>,
}

#[derive(Deserialize)]
struct Response<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    status: u16,
    #[serde(borrow, default)]
    headers: BTreeMap<String, Text<'a>>,
    #[serde(borrow, default)]
    body: Option<&'a RawValue>,
}

impl Response<'_> {
    fn headers(&self) -> HeaderMap {
        let pair = |(name, value): (&String, &Text<'_>)| {
            let value = HeaderValue::from_str(value.0.as_deref()?).ok()?;
            Some((HeaderName::from_bytes(name.as_bytes()).ok()?, value))
        };
        self.headers.iter().filter_map(pair).collect()
    }
}
