//! Effects that replace or rewrite an answer. Border: bodies only; delivery is the server's.

use super::Effect;
use super::hostile::spoil;
use crate::http::Answer;
use axum::body::Bytes;
use axum::http::StatusCode;
use serde_json::{Value, json};

const PORTAL: &str =
    "<!doctype html><title>Guest network</title><h1>Please accept the terms of this network</h1>";

/// The answer given without asking the real one, if an effect demands that.
pub(crate) fn instead_of(effects: &[Effect]) -> Option<Answer> {
    effects.iter().find_map(|effect| match effect {
        Effect::Status { code, headers, body } => Some(status(*code, headers, body)),
        Effect::Html => Some(Answer::html(StatusCode::OK, PORTAL.to_owned())),
        Effect::Redirect(to) => Some(Answer::redirect(to)),
        _ => None,
    })
}

fn status(code: u16, headers: &[(String, String)], body: &str) -> Answer {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let answer = Answer::new(status, "application/json", body.to_owned());
    headers.iter().fold(answer, |answer, (name, value)| answer.with(name, value))
}

/// The answer after all rewriting effects; `url` is the request's own absolute address.
pub(crate) fn rewrite(answer: Answer, effects: &[Effect], url: &str) -> Answer {
    effects.iter().fold(answer, |answer, effect| rewrite_one(answer, effect, url))
}

fn rewrite_one(answer: Answer, effect: &Effect, url: &str) -> Answer {
    match effect {
        Effect::Malformed => with_body(answer, |body| body.slice(..body.len() / 2)),
        Effect::ByteOrderMark => with_body(answer, |body| [b"\xef\xbb\xbf", &body[..]].concat().into()),
        Effect::ForeignNextLink(link) => with_json(answer, |page| page["@odata.nextLink"] = json!(link)),
        Effect::CycleNextLink => with_json(answer, |page| page["@odata.nextLink"] = json!(url)),
        Effect::RepeatRecords => with_json(answer, repeat_records),
        Effect::NoUsers => with_json(answer, without_records),
        Effect::Hostile(hostile) => with_body(answer, |body| spoil(&body, *hostile)),
        Effect::NoRefreshToken => with_json(answer, |token| remove(token, "refresh_token")),
        Effect::ExpiresInText => {
            with_json(answer, |token| token["expires_in"] = json!(token["expires_in"].to_string()))
        }
        Effect::ScopesAsUris => with_json(answer, scopes_as_uris),
        _ => answer,
    }
}

fn with_body(mut answer: Answer, change: impl FnOnce(Bytes) -> Bytes) -> Answer {
    answer.body = change(answer.body);
    answer
}

/// Changes a successful JSON object; errors and other bodies stay.
fn with_json(answer: Answer, change: impl FnOnce(&mut Value)) -> Answer {
    if !answer.status.is_success() {
        return answer;
    }
    with_body(answer, |body| match serde_json::from_slice(&body) {
        Ok(mut value @ Value::Object(_)) => {
            change(&mut value);
            value.to_string().into()
        }
        _ => body,
    })
}

fn repeat_records(page: &mut Value) {
    if let Some(Value::Array(records)) = page.get_mut("value") {
        let again: Vec<Value> = records.iter().rev().cloned().collect();
        records.extend(again);
    }
}

fn without_records(page: &mut Value) {
    if page.get("value").is_some() {
        page["value"] = json!([]);
        remove(page, "@odata.nextLink");
    }
}

fn remove(object: &mut Value, name: &str) {
    if let Value::Object(fields) = object {
        fields.remove(name);
    }
}

fn scopes_as_uris(token: &mut Value) {
    let scopes = token.get("scope").and_then(Value::as_str).unwrap_or_default();
    let uris: Vec<String> =
        scopes.split(' ').rev().map(|scope| format!("https://graph.microsoft.com/{scope}")).collect();
    token["scope"] = json!(uris.join(" "));
}
