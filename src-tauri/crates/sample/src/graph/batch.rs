//! `$batch`: up to 20 requests in one ("Combine multiple HTTP requests using JSON batching",
//! learn.microsoft.com). Border: takes the envelope apart; only GETs are let through.

use super::errors::GraphError;
use super::{inner, ok};
use crate::http::{Answer, Call};
use crate::secrets::number_for;
use crate::state::State;
use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, Method};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

const MOST: usize = 20;

#[derive(Deserialize)]
struct Envelope {
    requests: Vec<Inner>,
}

#[derive(Deserialize)]
struct Inner {
    id: String,
    method: String,
    url: String,
    #[serde(default)]
    headers: Map<String, Value>,
}

/// Answers come in another order than the requests, always the same one.
pub(super) fn answer(state: &State, call: &Call) -> (Answer, Vec<u16>) {
    let requests = match requests(call) {
        Ok(requests) => requests,
        Err(error) => return (error.answer(state), Vec::new()),
    };
    let answers: Vec<(String, Answer)> =
        requests.iter().map(|request| (request.id.clone(), one(state, call, request))).collect();
    let statuses = answers.iter().map(|(_, answer)| answer.status.as_u16()).collect();
    (assembled(answers), statuses)
}

fn requests(call: &Call) -> super::Result<Vec<Inner>> {
    if call.method != Method::POST {
        return Err(GraphError::method_not_allowed());
    }
    let envelope: Envelope = serde_json::from_slice(&call.body)
        .map_err(|error| GraphError::bad_request(format!("The batch cannot be read: {error}.")))?;
    let ids: HashSet<&str> = envelope.requests.iter().map(|request| request.id.as_str()).collect();
    if envelope.requests.len() > MOST {
        return Err(GraphError::bad_request(format!("A batch holds at most {MOST} requests.")));
    }
    if ids.len() != envelope.requests.len() {
        return Err(GraphError::bad_request("Each request of a batch has an id of its own."));
    }
    Ok(envelope.requests)
}

fn one(state: &State, outer: &Call, request: &Inner) -> Answer {
    let Some(url) = request.url.strip_prefix('/').or(Some(&request.url)).filter(|url| !url.contains("://"))
    else {
        return GraphError::bad_request("Addresses in a batch are relative.").answer(state);
    };
    if request.method != "GET" {
        return GraphError::method_not_allowed().answer(state);
    }
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut headers = outer.headers.clone();
    for (name, value) in &request.headers {
        let value = value.as_str().and_then(|value| HeaderValue::try_from(value).ok());
        if let (Ok(name), Some(value)) = (HeaderName::try_from(name.as_str()), value) {
            headers.insert(name, value);
        }
    }
    let call = Call {
        method: Method::GET,
        path: format!("/v1.0/{path}"),
        query: query.to_owned(),
        headers,
        body: Bytes::new(),
        origin: outer.origin.clone(),
    };
    inner(state, &call)
}

/// Bodies are taken over as text: they can be large.
fn assembled(mut answers: Vec<(String, Answer)>) -> Answer {
    answers.sort_by_key(|(id, _)| number_for(id, "batch"));
    let parts: Vec<String> = answers.iter().map(|(id, answer)| part(id, answer)).collect();
    let empty = ok(&json!({}));
    Answer { body: format!("{{\"responses\":[{}]}}", parts.join(",")).into(), ..empty }
}

fn part(id: &str, answer: &Answer) -> String {
    let headers = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), json!(value.to_str().ok()?))));
    let headers: Map<String, Value> = headers.collect();
    let text = std::str::from_utf8(&answer.body).unwrap_or_default();
    let body = match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => text.to_owned(),
        Err(_) => json!(text).to_string(),
    };
    let head = json!({ "id": id, "status": answer.status.as_u16(), "headers": headers }).to_string();
    format!("{},\"body\":{body}}}", head.strip_suffix('}').unwrap_or(&head))
}
